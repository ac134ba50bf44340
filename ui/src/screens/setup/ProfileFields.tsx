// The fields of the library's profile: in setup and again in Settings.
import type { CounselForm, DirectorForm, ProfileForm } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Checkbox } from "../../design/parts/Checkbox";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Setup.module.css";

interface Bound<T> {
  value: T;
  onChange: (value: T) => void;
  at?: ((field: string) => string | undefined) | undefined;
}

/** Name, address and the mark that stand at the head of every letter. */
export function LibraryFields({ value, onChange, at, logo, onLogo, onNoLogo }: Bound<ProfileForm> & { logo: string | undefined; onLogo: () => void; onNoLogo: () => void }) {
  const set = (change: Partial<ProfileForm>) => onChange({ ...value, ...change });
  return (
    <div className={css.form}>
      <TextField id="setup/name" label={t("profile.name")} value={value.name} onChange={(name) => set({ name })} error={at?.("name")} />
      <TextField id="setup/office" label={t("profile.office")} hint={t("profile.office.hint")} optional value={value.office} onChange={(office) => set({ office })} error={at?.("office")} />
      <TextField id="setup/address" label={t("profile.address")} hint={t("requester.address.hint")} rows={3} spellCheck={false} value={value.address.join("\n")} onChange={(address) => set({ address: address === "" ? [] : address.split("\n") })} error={at?.("address")} />
      <div className={css.row}>
        <TextField id="setup/phone" label={t("profile.phone")} value={value.phone} onChange={(phone) => set({ phone })} error={at?.("phone")} />
        <TextField id="setup/email" label={t("profile.email")} optional value={value.email} onChange={(email) => set({ email })} error={at?.("email")} />
      </div>
      <TextField id="setup/website" label={t("profile.website")} optional value={value.website} onChange={(website) => set({ website })} error={at?.("website")} />
      <TextField id="setup/hours" label={t("profile.hours")} hint={t("profile.hours.hint")} optional value={value.hours} onChange={(hours) => set({ hours })} error={at?.("hours")} />
      <Checkbox isSelected={value.window_envelope} onChange={(window_envelope) => set({ window_envelope })}>
        {t("profile.envelope")}
      </Checkbox>
      <div className={css.actions}>
        <Button onPress={onLogo}>{logo ? t("profile.logo.other") : t("profile.logo")}</Button>
        {logo ? (
          <>
            <span dir="auto">{logo}</span>
            <Button kind="stop" onPress={onNoLogo}>
              {t("profile.logo.remove")}
            </Button>
          </>
        ) : (
          <span className="small muted">{t("profile.logo.hint")}</span>
        )}
      </div>
    </div>
  );
}

/** Who signs. */
export function DirectorFields({ value, onChange, at }: Bound<DirectorForm>) {
  return (
    <div className={css.form}>
      <TextField id="setup/director" label={t("director.name")} value={value.name} onChange={(name) => onChange({ ...value, name })} error={at?.("name")} />
      <TextField id="setup/title" label={t("director.title")} value={value.title} onChange={(title) => onChange({ ...value, title })} error={at?.("title")} />
    </div>
  );
}

/** How counsel is reached, by day and by night. Without it no real request starts. */
export function CounselFields({ value, onChange, at }: Bound<CounselForm>) {
  const set = (change: Partial<CounselForm>) => onChange({ ...value, ...change });
  return (
    <div className={css.form}>
      <TextField id="setup/department" label={t("counsel.department")} value={value.department} onChange={(department) => set({ department })} error={at?.("department")} />
      <TextField id="setup/lawyer" label={t("counsel.usual")} optional value={value.lawyer} onChange={(lawyer) => set({ lawyer })} error={at?.("lawyer")} />
      <div className={css.row}>
        <TextField id="setup/counsel-phone" label={t("profile.phone")} value={value.phone} onChange={(phone) => set({ phone })} error={at?.("phone")} />
        <TextField id="setup/counsel-hours" label={t("counsel.hours")} value={value.hours} onChange={(hours) => set({ hours })} error={at?.("hours")} />
      </div>
      <TextField id="setup/after" label={t("counsel.after")} hint={t("counsel.after.hint")} value={value.after_hours} onChange={(after_hours) => set({ after_hours })} error={at?.("after_hours")} />
      <TextField id="setup/counsel-email" label={t("profile.email")} optional value={value.email} onChange={(email) => set({ email })} error={at?.("email")} />
    </div>
  );
}

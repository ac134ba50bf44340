import { useContext, useEffect } from "react";
import { Autocomplete, AutocompleteStateContext, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField, useFilter } from "react-aria-components";
import { t } from "../../text/t";
import { Keys } from "./Keys";
import css from "./Palette.module.css";

/** Something the palette can do or open. Only what this screen may do is handed in; the palette is no way round a Stop. */
export interface PaletteItem {
  id: string;
  label: string;
  second?: string | undefined;
  keys?: string | undefined;
  /** What it was found by elsewhere: it stays although its own words do not show it, as with a sealed matter. */
  foundBy?: string | undefined;
  run: () => void;
}

/** One group of the palette. */
export interface PaletteGroup {
  title: string;
  items: readonly PaletteItem[];
}

/** Everything by name: type, the first hit is active, Enter runs it. */
export function Palette({ isOpen, onClose, groups, onType }: { isOpen: boolean; onClose: () => void; groups: readonly PaletteGroup[]; onType?: (text: string) => void }) {
  const { contains } = useFilter({ sensitivity: "base" });
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={css.veil ?? ""}>
      <Modal className={css.modal ?? ""}>
        <Dialog className={css.dialog ?? ""} aria-label={t("palette.title")}>
          <Autocomplete filter={(text, words) => words.split(/\s+/).every((word) => contains(text, word))} {...(onType ? { onInputChange: onType } : {})}>
            <PointsAtWhatIsThere />
            <SearchField aria-label={t("palette.title")} autoFocus>
              <Input className={css.input ?? ""} placeholder={t("palette.field")} />
            </SearchField>
            <Menu className={css.menu ?? ""} aria-label={t("palette.title")} renderEmptyState={() => <NoHit />} onAction={(id) => runItem(groups, String(id), onClose)}>
              {groups
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <MenuSection key={group.title} id={group.title}>
                    <Header className={css.head ?? ""}>{group.title}</Header>
                    {group.items.map((item) => (
                      <MenuItem key={item.id} id={item.id} textValue={`${item.label} ${item.second ?? ""} ${item.foundBy ?? ""}`} className={css.item ?? ""}>
                        <span>
                          {item.label}
                          {item.second ? <span className="small muted"> {item.second}</span> : null}
                        </span>
                        {item.keys ? <Keys keys={item.keys} /> : null}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function NoHit() {
  return (
    <p className={css.none}>
      {t("palette.none")}
      <PointsAtWhatIsThere />
    </p>
  );
}

/** The field points to the active hit by its id. The library leaves the id standing when that hit is filtered away or replaced, and sets it half a second late: so it is looked at beside the field and where no hit is left. */
function PointsAtWhatIsThere() {
  const state = useContext(AutocompleteStateContext);
  useEffect(() => {
    if (state?.focusedNodeId && !document.getElementById(state.focusedNodeId)) state.setFocusedNodeId(null);
  });
  return null;
}

function runItem(groups: readonly PaletteGroup[], id: string, onClose: () => void) {
  onClose();
  for (const group of groups) {
    const item = group.items.find((candidate) => candidate.id === id);
    if (item) return item.run();
  }
}

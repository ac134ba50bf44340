import { type CalendarDate, parseDate, parseTime } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
  TimeField as AriaTimeField,
} from "react-aria-components";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./Field.module.css";
import { FieldFrame, type FieldWords } from "./FieldFrame";

interface Props extends FieldWords {
  id?: string;
  /** "2026-03-03", or empty. */
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}

/** A day, typed part by part; the calendar is a second way, never the only one. Rust judges whether the day makes sense. */
export function DateField({ id, value, onChange, autoFocus, ...frame }: Props) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={readDate(value)}
      onChange={(date) => onChange(date ? date.toString().slice(0, 10) : "")}
      isInvalid={Boolean(frame.error)}
      autoFocus={autoFocus ?? false}
      granularity="day"
      validationBehavior="aria"
      shouldForceLeadingZeros={false}
      className={classes(css.field, css.narrow)}
    >
      <FieldFrame {...frame}>
        <Group className={css.group}>
          <DateInput className={css.segments}>{(segment) => <DateSegment segment={segment} className={css.segment ?? ""} />}</DateInput>
          <AriaButton className={css.attached} aria-label={t("field.calendar")}>
            <CalendarDays size={16} aria-hidden />
          </AriaButton>
        </Group>
      </FieldFrame>
      <Popover className={css.popover}>
        <Dialog className={css.calendar} aria-label={frame.label}>
          <Calendar>
            <header className={css.calendarHead}>
              <AriaButton slot="previous" className={css.attached} aria-label={t("field.calendar.previous")}>
                <ChevronLeft size={16} aria-hidden />
              </AriaButton>
              <Heading level={2} className="section" />
              <AriaButton slot="next" className={css.attached} aria-label={t("field.calendar.next")}>
                <ChevronRight size={16} aria-hidden />
              </AriaButton>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className={css.day ?? ""} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

/** A time of day, "10:42" or empty. */
export function TimeField({ id, value, onChange, ...frame }: Props) {
  return (
    <AriaTimeField
      {...(id === undefined ? {} : { id })}
      value={readTime(value)}
      hourCycle={24}
      onChange={(time) => onChange(time ? time.toString().slice(0, 5) : "")}
      isInvalid={Boolean(frame.error)}
      validationBehavior="aria"
      className={classes(css.field, css.narrow)}
    >
      <FieldFrame {...frame}>
        <Group className={css.group}>
          <DateInput className={css.segments}>{(segment) => <DateSegment segment={segment} className={css.segment ?? ""} />}</DateInput>
        </Group>
      </FieldFrame>
    </AriaTimeField>
  );
}

/** A day and a time side by side, as one "2026-03-03T10:42". A half that is left empty is sent empty: Rust says whether it may be. */
export function MomentField({ value, onChange, dayLabel, timeLabel, error, hint }: { value: string; onChange: (value: string) => void; dayLabel: string; timeLabel: string; error?: string | undefined; hint?: string | undefined }) {
  const [day = "", time = ""] = value.split("T");
  const join = (nextDay: string, nextTime: string) => onChange(nextTime ? `${nextDay}T${nextTime}` : nextDay);
  return (
    <div className={css.pair}>
      <DateField label={dayLabel} hint={hint} error={error} value={day} onChange={(next) => join(next, time)} />
      <TimeField label={timeLabel} hint={hint === undefined ? undefined : "\u00a0"} value={time} onChange={(next) => join(day, next)} />
    </div>
  );
}

function readDate(value: string): CalendarDate | null {
  try {
    return value ? parseDate(value.slice(0, 10)) : null;
  } catch {
    return null;
  }
}

function readTime(value: string) {
  try {
    return value ? parseTime(value) : null;
  } catch {
    return null;
  }
}

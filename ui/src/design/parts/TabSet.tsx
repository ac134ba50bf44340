import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { classes } from "./classes";
import css from "./TabSet.module.css";

/** One tab with its sheet. */
export interface Sheet {
  id: string;
  title: string;
  content: ReactNode;
}

/** Sheets of one thing, one shown at a time. */
export function TabSet({ label, sheets, selected, onSelect, spread }: { label: string; sheets: readonly Sheet[]; selected?: string; onSelect?: (id: string) => void; /** The tabs run across all columns of the grid they stand in; the sheet takes the first. */ spread?: boolean }) {
  return (
    <Tabs className={classes(css.tabs, spread && css.spread)} {...(selected === undefined ? {} : { selectedKey: selected })} {...(onSelect ? { onSelectionChange: (key) => onSelect(String(key)) } : {})}>
      <TabList aria-label={label} className={css.list ?? ""}>
        {sheets.map((sheet) => (
          <Tab key={sheet.id} id={sheet.id} className={css.tab ?? ""}>
            {sheet.title}
          </Tab>
        ))}
      </TabList>
      {sheets.map((sheet) => (
        <TabPanel key={sheet.id} id={sheet.id} className={css.panel ?? ""}>
          {sheet.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}

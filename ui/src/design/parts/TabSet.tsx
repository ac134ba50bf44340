import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import css from "./TabSet.module.css";

/** One tab with its sheet. */
export interface Sheet {
  id: string;
  title: string;
  content: ReactNode;
}

/** Sheets of one thing, one shown at a time. */
export function TabSet({ label, sheets, selected, onSelect }: { label: string; sheets: readonly Sheet[]; selected?: string; onSelect?: (id: string) => void }) {
  return (
    <Tabs className={css.tabs ?? ""} {...(selected === undefined ? {} : { selectedKey: selected })} {...(onSelect ? { onSelectionChange: (key) => onSelect(String(key)) } : {})}>
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

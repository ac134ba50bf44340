import { type ReactNode, useState } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./Panes.module.css";

interface Props {
  /** The steps at the left; hidden when there is no room. */
  steps?: ReactNode;
  /** One line that stands in for the steps when there is no room. */
  stepLine?: string | undefined;
  /** A stop or hold band across the top of the centre pane. */
  band?: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
  side: ReactNode;
  /** In one column the policy folds; a stop keeps it open. */
  sideOpen?: boolean;
}

/** Steps, question and policy, side by side as room allows. The action bar never leaves the screen. */
export function Panes({ steps, stepLine, band, children, actions, side, sideOpen }: Props) {
  const [stepsOpen, setStepsOpen] = useState(false);
  return (
    <div className={css.work}>
      <div className={classes(css.panes, !steps && css.two)}>
        {steps ? (
          <nav className={css.steps} aria-label={t("steps.title")} data-pane tabIndex={-1}>
            {steps}
          </nav>
        ) : null}
        <div className={css.centre} data-pane tabIndex={-1}>
          <div className={css.line} hidden={!stepLine}>
            {stepLine ? (
              <Disclosure isExpanded={stepsOpen} onExpandedChange={setStepsOpen}>
                <AriaButton slot="trigger" className={css.fold ?? ""}>
                  {stepLine}
                </AriaButton>
                <DisclosurePanel>{stepsOpen ? steps : null}</DisclosurePanel>
              </Disclosure>
            ) : null}
          </div>
          <div className={css.band}>{band}</div>
          <div className={css.scroll}>
            <div className={css.inner}>
              {children}
              <div className={css.folded}>
                <Disclosure defaultExpanded={sideOpen ?? false}>
                  <Heading level={2}>
                    <AriaButton slot="trigger" className={css.fold ?? ""}>
                      {t("policy.title")}
                    </AriaButton>
                  </Heading>
                  <DisclosurePanel>{side}</DisclosurePanel>
                </Disclosure>
              </div>
            </div>
          </div>
          {actions ? <div className={css.actions}>{actions}</div> : null}
        </div>
        {/* It scrolls and may hold nothing that takes the focus, so that the keyboard needs a place in it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <aside className={css.side} aria-label={t("policy.title")} data-pane data-pane-name="policy" tabIndex={0}>
          {side}
        </aside>
      </div>
    </div>
  );
}

/** One scrolling column with a bar pinned below it. */
export function Sheet({ band, children, actions, wide }: { band?: ReactNode; children: ReactNode; actions?: ReactNode; wide?: boolean }) {
  return (
    <div className={css.work}>
      <div className={css.sheet} data-pane tabIndex={-1}>
        <div>{band}</div>
        <div className={css.scroll}><div className={wide ? css.wide : css.inner}>{children}</div></div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}

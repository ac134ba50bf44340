import { useId } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { OwnFact, OwnPassage } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { announce } from "../../design/parts/LiveRegion";
import { TextField } from "../../design/parts/TextField";
import { t, tCount } from "../../text/t";
import letter from "../letter/Letter.module.css";
import { Pieces } from "../letter/Pieces";
import css from "./OwnText.module.css";

interface Props {
  id: string;
  passage: OwnPassage;
  /** As they stand in the field, ahead of what the program has seen. */
  words: string;
  faults: readonly string[];
  isReadOnly: boolean;
  onChange: (words: string) => void;
}

/** One passage: its words, what they must still say, which placeholders must stay, and how they differ from those that hold. */
export function PassageField({ id, passage, words, faults, isReadOnly, onChange }: Props) {
  const needs = useId();
  const { title, must, keeps, shipped } = passage;
  const restore = () => {
    onChange(shipped);
    announce(t("own.restored"));
    // Its own button goes away with the difference.
    document.getElementById(id)?.focus();
  };
  return (
    <div className={css.passage}>
      <TextField
        id={id}
        label={title}
        hint={passage.kind === "chosen" ? t("own.chosen") : undefined}
        error={faults.length > 0 ? faults.join(" ") : undefined}
        describedBy={must.length + keeps.length > 0 ? needs : undefined}
        rows={rowsOf(words)}
        spellCheck
        readOnly={isReadOnly}
        value={words}
        onChange={onChange}
      />
      {must.length + keeps.length > 0 ? (
        <div id={needs} className={`${css.needs} small muted`}>
          {must.length > 0 ? (
            <>
              <p>{t("own.must")}</p>
              <ul>
                {must.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </>
          ) : null}
          {keeps.length > 0 ? (
            <p className={css.keeps}>
              {t("own.keeps")}{" "}
              {keeps.map((name) => (
                <Placeholder key={name} name={name} />
              ))}
            </p>
          ) : null}
        </div>
      ) : null}
      {/* Just put back, and the program has not seen it yet: what it said last is no longer so. */}
      {(words !== shipped || words === passage.words) && passage.pieces.some((piece) => piece.how !== "same") ? (
        <Disclosure>
          <AriaButton slot="trigger" className={letter.fold ?? ""} aria-label={t("own.changed.named", { title })}>
            {t("own.changed")}
          </AriaButton>
          <DisclosurePanel>
            <Pieces pieces={passage.pieces} />
          </DisclosurePanel>
        </Disclosure>
      ) : null}
      {words === shipped ? null : (
        <div>
          <Button isDisabled={isReadOnly} aria-label={t("own.restore.named", { title })} onPress={restore}>
            {t("own.restore")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The placeholders that may stand in this letter, folded until somebody looks for one. */
export function Placeholders({ facts }: { facts: readonly OwnFact[] }) {
  if (facts.length === 0) return null;
  return (
    <Disclosure>
      <Heading level={2}>
        <AriaButton slot="trigger" className={letter.fold ?? ""}>
          {tCount("own.facts", facts.length)}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <p className="small muted">{t("own.facts.hint")}</p>
        <dl className={css.facts}>
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>
                <Placeholder name={fact.name} />
              </dt>
              <dd>{fact.what}</dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** As it is typed, so that it can be copied. */
function Placeholder({ name }: { name: string }) {
  return <code className={css.placeholder}>{`{{ ${name} }}`}</code>;
}

/** About as many characters as a line of the field holds. */
const LINE = 64;

function rowsOf(words: string): number {
  const lines = words.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(14, Math.max(3, lines + 1));
}

import { lazy, type ReactNode } from "react";
import type { FormKind } from "../../bridge/types";
import type { PlainKey } from "../../text/t";
import { AdviceForm, CounselCallForm } from "./CounselForms";
import type { FormProps } from "./forms";
import { LettersStep, ReadOn } from "./LetterForms";
import { ConflictForm, IdentityForm, RequesterForm } from "./PeopleForms";

// What is seldom filled in is read when it is first opened.
const AuthorizationForm = lazy(async () => ({ default: (await import("./AuthorizationForm")).AuthorizationForm }));
const FeeForm = lazy(async () => ({ default: (await import("./DealingForms")).FeeForm }));
const VendorSessionForm = lazy(async () => ({ default: (await import("./DealingForms")).VendorSessionForm }));
const ReleasePlanForm = lazy(async () => ({ default: (await import("./ReleaseForms")).ReleasePlanForm }));
const SecondLookForm = lazy(async () => ({ default: (await import("./ReleaseForms")).SecondLookForm }));
const GagForm = lazy(async () => ({ default: (await import("./SealForms")).GagForm }));
const AttachmentForm = lazy(async () => ({ default: (await import("./KeepingForms")).AttachmentForm }));
const PreservationForm = lazy(async () => ({ default: (await import("./KeepingForms")).PreservationForm }));
const VisitForm = lazy(async () => ({ default: (await import("./KeepingForms")).VisitForm }));
const ReadInForm = lazy(async () => ({ default: (await import("./SealForms")).ReadInForm }));
const SealForm = lazy(async () => ({ default: (await import("./SealForms")).SealForm }));
const UnsealForm = lazy(async () => ({ default: (await import("./SealForms")).UnsealForm }));
const DeliveryForm = lazy(async () => ({ default: (await import("./DeliveryForm")).DeliveryForm }));
const OutsideLetterForm = lazy(async () => ({ default: (await import("./OutsideLetterForm")).OutsideLetterForm }));
const PaperForm = lazy(async () => ({ default: (await import("./PaperForm")).PaperForm }));
const StandInForm = lazy(async () => ({ default: (await import("./StandInForm")).StandInForm }));
const DirectorTry = lazy(async () => ({ default: (await import("./TryForm")).DirectorTry }));
const StatementForm = lazy(async () => ({ default: (await import("./StatementForm")).StatementForm }));

/** A form with the heading it has on a page of its own. */
export interface FormEntry {
  title: PlainKey;
  draw: (props: FormProps) => ReactNode;
}

/** Which form records which act. Total: a form the program names always has a screen. */
export const FORMS: Record<FormKind | "outside" | "stand_in" | "seal" | "read_in" | "gag", FormEntry> = {
  requester: { title: "requester.title", draw: (props) => <RequesterForm {...props} /> },
  identity: { title: "identity.title", draw: (props) => <IdentityForm {...props} /> },
  instrument: { title: "paper.title", draw: (props) => <PaperForm {...props} /> },
  counsel: { title: "counsel.title", draw: (props) => <CounselCallForm {...props} /> },
  advice: { title: "advice.title", draw: (props) => <AdviceForm {...props} /> },
  conflict: { title: "conflict.title", draw: (props) => <ConflictForm {...props} /> },
  visit: { title: "visit.title", draw: (props) => <VisitForm {...props} /> },
  preservation: { title: "keep.title", draw: (props) => <PreservationForm {...props} /> },
  release_plan: { title: "release.title", draw: (props) => <ReleasePlanForm {...props} /> },
  second_look: { title: "look.twice.title", draw: (props) => <SecondLookForm {...props} /> },
  letter: { title: "letters.title", draw: (props) => <LettersStep {...props} /> },
  delivery: { title: "deliver.title", draw: (props) => <DeliveryForm {...props} /> },
  attachment: { title: "attach.title", draw: (props) => <AttachmentForm {...props} /> },
  seal: { title: "seal.title", draw: (props) => <SealForm {...props} /> },
  read_in: { title: "readin.title", draw: (props) => <ReadInForm {...props} /> },
  gag: { title: "gag.title", draw: (props) => <GagForm {...props} /> },
  unseal: { title: "unseal.title", draw: (props) => <UnsealForm {...props} /> },
  stand_in: { title: "standin.title", draw: (props) => <StandInForm {...props} /> },
  outside: { title: "outside.title", draw: (props) => <OutsideLetterForm {...props} /> },
  authorization: { title: "authorization.title", draw: (props) => <AuthorizationForm {...props} /> },
  fee: { title: "fee.title", draw: (props) => <FeeForm {...props} /> },
  vendor_session: { title: "session.title", draw: (props) => <VendorSessionForm {...props} /> },
  statement: { title: "statement.title", draw: (props) => <StatementForm {...props} /> },
  director_try: { title: "try.elsewhere", draw: (props) => <DirectorTry {...props} /> },
  none: { title: "read.title", draw: (props) => <ReadOn {...props} /> },
};

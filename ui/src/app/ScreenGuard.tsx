import { Component, type ReactNode } from "react";
import { Button } from "../design/parts/Button";
import { EmptyState } from "../design/parts/EmptyState";
import { t } from "../text/t";

/** A screen that fails must not take the window with it: what was recorded is safe, and it can be opened again. */
export class ScreenGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState action={<Button onPress={() => this.setState({ failed: false })}>{t("crash.again")}</Button>}>
        <strong>{t("crash.title")}</strong> {t("crash.body")}
      </EmptyState>
    );
  }
}

import { createRoot } from "react-dom/client";
import { connect } from "../bridge/call";
import "../design/layers.css";
import "../design/tokens.css";
import "../design/type.css";
import { App } from "./App";

void start();

async function start() {
  // The branch is decided when the page is built: the product holds no trace of the stand-in.
  if (import.meta.env.MODE === "fake") connect((await import("../bridge/fake/show")).backEndFromAddress());
  else connect((await import("../bridge/program")).program);
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
}

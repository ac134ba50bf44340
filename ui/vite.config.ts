import localesPlugin from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { configDefaults, defineConfig } from "vitest/config";

// Two builds come out of this file. The default one is the product. `--mode fake` swaps the bridge for the in-memory
// back end so that screens can be looked at in any browser; it lands in its own folder and is never embedded.
/** The component library empties its list of announcements through markup, which the window refuses; a typed day would break the screen. */
const announcerWithoutMarkup = {
  name: "announcer-without-markup",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    if (!/dist\/private\/live-announcer\/LiveAnnouncer\.m?js$/.test(id)) return undefined;
    const emptied = code.replaceAll(/\.innerHTML = ''/g, ".replaceChildren()");
    if (emptied === code) throw new Error("the announcer changed: look whether it still writes markup");
    return { code: emptied, map: null };
  },
};

/** Code that `lazy` brings in when a screen is first opened, and the bridge that main.tsx chooses. */
const LATER = /\/src\/(?:screens\/(?:(?:authorizations|backup|custody|duty|letter|new|people|policy|proof|redact|settings|setup)\/.*|request\/(?:Attachments|BinderCard|CorrectReceipt|DelayDialog|FilePages|FileSheet|PartDialog|Remarks|SealSheet)|retention\/(?:RetentionPanel|RulesCard)|record\/(?:Dealing|Keeping|Release|Seal)Forms|record\/(?:Authorization|Delivery|OutsideLetter|Paper|StandIn|Statement|Try)Form)\.tsx|design\/parts\/(?:PageImages|Progress|Splitter)\.tsx|text\/day\.ts|bridge\/(?:program\.ts|fake\/.*))$/;

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [announcerWithoutMarkup, react(), { ...localesPlugin.vite({ locales: ["en-US"] }), enforce: "pre" as const }],
  // Tests read class names, so CSS modules keep readable names there.
  css: { modules: { generateScopedName: mode === "production" ? "[hash:base64:6]" : "[name]_[local]" } },
  build: {
    outDir: mode === "fake" ? "dist-fake" : "dist",
    emptyOutDir: true,
    // One small sheet for all: a screen that is read from disk later never stands there unstyled.
    cssCodeSplit: false,
    target: "safari16.4",
    // A data: address would be refused by `font-src 'self'` and `img-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // All that the start reads lies in one file: cut along what each later screen shares, it would be many and larger.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "start", test: (id) => !LATER.test(id) }] } } },
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    exclude: [...configDefaults.exclude, "dist/**", "dist-fake/**"],
    css: false,
    // Each test cleans up behind itself (src/testing/setup.ts), so the files share what they import.
    isolate: false,
    testTimeout: 30_000,
    maxWorkers: 2,
  },
}));

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../bridge/call";
import { Palette, type PaletteGroup } from "../design/parts/Palette";
import { type PlainKey, t } from "../text/t";
import { useRoad } from "./Road";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  places: readonly { path: string; words: PlainKey }[];
  onLock: () => void;
  onKeys: () => void;
}

/** What the palette offers: requests that match, places, and a few commands. It opens a request at its own page, so a Stop still stands first. */
export function Commands({ isOpen, onClose, places, onLock, onKeys }: Props) {
  const road = useRoad();
  const [words, setWords] = useState("");
  const hits = useQuery({ queryKey: ["list", "search", words], queryFn: () => call("search", { words }), enabled: isOpen && words.trim().length > 0 });
  const groups: PaletteGroup[] = [
    { title: t("palette.requests"), items: (hits.data ?? []).map((hit) => ({ id: hit.request, label: hit.title, second: hit.title.includes(hit.excerpt) ? undefined : hit.excerpt, foundBy: words, run: () => road.go(`/request/${hit.request}`) })) },
    {
      title: t("palette.commands"),
      items: [
        ...places.map((place, index) => ({ id: place.path, label: t(place.words), keys: `Ctrl ${index + 1}`, run: () => road.go(place.path) })),
        { id: "keys", label: t("palette.keys"), keys: "Ctrl /", run: onKeys },
        { id: "lock", label: t("palette.lock"), keys: "Ctrl L", run: onLock },
      ],
    },
  ];
  return <Palette isOpen={isOpen} onClose={onClose} groups={groups} onType={setWords} />;
}

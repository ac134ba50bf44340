import { createContext, type ReactNode, useContext } from "react";
import { Router } from "wouter";
import type { Road } from "./place";

const RoadContext = createContext<Road | undefined>(undefined);

/** Gives every screen the window's own back and forward. */
export function RoadProvider({ road, children }: { road: Road; children: ReactNode }) {
  return (
    <RoadContext value={road}>
      <Router hook={road.hook}>{children}</Router>
    </RoadContext>
  );
}

/** The road the person is on. */
export function useRoad(): Road {
  const road = useContext(RoadContext);
  if (!road) throw new Error("a screen stands outside the window");
  return road;
}

// Queries and acts over the bridge. An act that answers with a request puts it where every screen reads it.
import { QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { call, Refused } from "../bridge/call";
import type { CommandName, InputOf, ReplyOf } from "../bridge/commands";
import type { AuthorizationDetail, DeskView, PeopleView, RequestView } from "../bridge/types";
import { holdFocus } from "./focus";
import type { Problem } from "../design/parts/ErrorSummary";

/** A client for a computer that is never online: without `always` every query would wait for a network. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: "always", retry: false, refetchOnReconnect: false, refetchOnWindowFocus: false, staleTime: 0 },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** The frame's own data. */
export function useDesk(): DeskView | undefined {
  return useQuery(DESK).data;
}

/** The desk has answered, or refused: a form that begins with the hour of now can begin. */
export function useDeskAsked(): boolean {
  return !useQuery(DESK).isPending;
}

const DESK = { queryKey: ["desk"], queryFn: () => call("desk_view"), staleTime: 10_000, refetchInterval: 30_000 } as const;

/** The request as last seen. Opening it is itself an entry, so it is opened once and afterwards only refreshed by acts. */
export function useRequest(id: string) {
  return useQuery({ queryKey: ["request", id], queryFn: () => call("open_request", { request: id }), staleTime: Infinity });
}

/** Runs acts and holds what was refused, field by field. */
export interface Acting {
  run: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<ReplyOf<N> | undefined>;
  pending: boolean;
  refused: Refused | undefined;
  /** What the summary lists. */
  problems: (prefix?: string) => Problem[];
  /** The sentence for one field of the form. */
  at: (field: string) => string | undefined;
  refuse: (problem: Refused | undefined) => void;
  /** What the last act was refused for, readable right after `run`. */
  last: () => Refused | undefined;
}

/** One place on a screen from which acts are run. */
export function useActing(): Acting {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const lastRefused = useRef<Refused>(undefined);
  const run = useCallback(
    async <N extends CommandName>(name: N, input: InputOf<N>): Promise<ReplyOf<N> | undefined> => {
      setPending(true);
      setRefused(undefined);
      lastRefused.current = undefined;
      const refocus = holdFocus();
      try {
        const reply = await (call as (name: N, input: InputOf<N>) => Promise<ReplyOf<N>>)(name, input);
        keep(client, reply);
        refocus();
        return reply;
      } catch (cause) {
        const why = cause instanceof Refused ? cause : new Refused({ code: "internal", message: String(cause), help: "", refs: [] });
        lastRefused.current = why;
        setRefused(why);
        return undefined;
      } finally {
        setPending(false);
      }
    },
    [client],
  );
  return {
    run,
    pending,
    refused,
    refuse: setRefused,
    last: () => lastRefused.current,
    problems: (prefix) => (refused ? [{ message: refused.message, help: refused.help, field: prefix && refused.refs[0] ? `${prefix}/${refused.refs[0]}` : undefined }] : []),
    at: (field) => (refused?.refs.includes(field) ? refused.message : undefined),
  };
}

/** Puts a fresh request in its place; lists and the frame are asked again. */
export function keep(client: QueryClient, reply: unknown): void {
  if (isRequest(reply)) {
    // A request that was sealed goes on as another one; what was kept of it here is what nobody sees any more.
    if (reply.sealed && !client.getQueryData(["request", reply.id])) client.removeQueries({ queryKey: ["request"] });
    client.setQueryData(["request", reply.id], reply);
    void client.invalidateQueries({ queryKey: ["list"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
    void client.invalidateQueries({ queryKey: ["letter", reply.id] });
    void client.invalidateQueries({ queryKey: ["custody"] });
    void client.invalidateQueries({ queryKey: ["authorizations"] });
  } else if (isAuthorization(reply)) {
    client.setQueryData(["authorization", reply.row.request, reply.row.part], reply);
    // Its request shows the same use, or the same end: it is opened afresh.
    client.removeQueries({ queryKey: ["request", reply.row.request] });
    void client.invalidateQueries({ queryKey: ["authorizations"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
  } else if (isSettings(reply)) {
    client.setQueryData(["settings"], reply);
    // A closed day moves dates of requests that are here already: each is opened afresh.
    client.removeQueries({ queryKey: ["request"] });
    void client.invalidateQueries({ queryKey: ["list"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
    void client.invalidateQueries({ queryKey: ["first_contact"] });
  } else if (isPeople(reply)) {
    client.setQueryData(["people"], reply);
  } else if (isCustody(reply)) {
    client.setQueryData(["custody"], reply);
    // Whose case it is may have changed in every request: each is opened afresh.
    client.removeQueries({ queryKey: ["request"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
    void client.invalidateQueries({ queryKey: ["list"] });
  }
}

function isRequest(reply: unknown): reply is RequestView {
  return typeof reply === "object" && reply !== null && "checklist" in reply && "id" in reply;
}

function isAuthorization(reply: unknown): reply is AuthorizationDetail {
  return typeof reply === "object" && reply !== null && "row" in reply && "uses" in reply;
}

function isPeople(reply: unknown): reply is PeopleView {
  return typeof reply === "object" && reply !== null && "without_access" in reply;
}

function isCustody(reply: unknown): boolean {
  return typeof reply === "object" && reply !== null && "designations" in reply && "tries" in reply;
}

function isSettings(reply: unknown): boolean {
  return typeof reply === "object" && reply !== null && "profile" in reply && "closures" in reply;
}

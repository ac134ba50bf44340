import { useQuery } from "@tanstack/react-query";
import { call } from "../../bridge/call";

/** Every authorization the viewer may see; Today asks for it too. */
export function useAuthorizations() {
  return useQuery({ queryKey: ["authorizations"], queryFn: () => call("list_authorizations") });
}

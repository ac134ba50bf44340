import type { OwnPiece } from "../../bridge/types";
import css from "./Letter.module.css";

/** What became of a text: what came is underlined, what went is struck out, and both are said so to whoever listens. */
export function Pieces({ pieces }: { pieces: readonly OwnPiece[] }) {
  return (
    <p className={`${css.pieces} serif`} dir="auto">
      {pieces.map((piece, index) => (
        // The pieces stand in the order of the text and have no other identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={index} piece={piece} />
      ))}
    </p>
  );
}

function Piece({ piece }: { piece: OwnPiece }) {
  if (piece.how === "added") return <ins>{piece.text}</ins>;
  if (piece.how === "removed") return <del>{piece.text}</del>;
  return <span>{piece.text}</span>;
}

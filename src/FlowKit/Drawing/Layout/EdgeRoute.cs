namespace FlowKit.Drawing.Layout;

/// <summary>The way of an edge from the bottom of one node to the top of another.</summary>
/// <param name="Pieces">At least two; what lies between them is free of nodes.</param>
/// <param name="Label">Where the label stands; null for none.</param>
internal sealed record EdgeRoute(EdgePiece[] Pieces, Box? Label)
{
    public EdgeRoute Moved(double dx, double dy) =>
        new(Array.ConvertAll(Pieces, piece => piece.Moved(dx, dy)), Label?.Moved(dx, dy));
}

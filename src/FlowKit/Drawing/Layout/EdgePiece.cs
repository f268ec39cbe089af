namespace FlowKit.Drawing.Layout;

/// <summary>A vertical piece of an edge, top to bottom. From the end of one piece to the begin of the next the edge bends.</summary>
internal readonly record struct EdgePiece(double X, double Top, double Bottom)
{
    public EdgePiece Moved(double dx, double dy) => new(X + dx, Top + dy, Bottom + dy);
}

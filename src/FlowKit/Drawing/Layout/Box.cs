namespace FlowKit.Drawing.Layout;

/// <summary>A rectangle in pixels; <c>y</c> grows downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CenterX => X + (Width / 2);

    public Box Moved(double dx, double dy) => this with { X = X + dx, Y = Y + dy };
}

namespace FlowKit.Drawing.Layout;

/// <summary>Width and height in pixels.</summary>
internal readonly record struct Size(double Width, double Height);

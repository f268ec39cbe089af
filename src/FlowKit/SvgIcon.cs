namespace FlowKit;

/// <summary>Small pictures for tools, drawn with one line.</summary>
internal static class SvgIcon
{
    /// <summary>A <c>data:</c> URI of the path on a square of 24 by 24.</summary>
    public static string Of(string path) => "data:image/svg+xml," + Uri.EscapeDataString(
        $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#444' stroke-width='2'><path d='{path}'/></svg>");
}

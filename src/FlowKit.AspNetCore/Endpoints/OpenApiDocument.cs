using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>The description of the API by OpenAPI, as it is written in <c>openapi.json</c>.</summary>
internal static class OpenApiDocument
{
    private static FlowValue Written { get; } = Read();

    /// <param name="path">Where the API begins on this host.</param>
    public static FlowValue For(string path) => FlowValue.Object(
    [
        .. Written.Members,
        new("servers", FlowValue.Array(FlowValue.Object(("url", path.Length == 0 ? "/" : path)))),
    ]);

    private static FlowValue Read()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return FlowValue.Parse(bytes);
    }
}

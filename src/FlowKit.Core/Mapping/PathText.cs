namespace FlowKit.Mapping;

/// <summary>What kind of source a text is.</summary>
internal static class PathText
{
    /// <summary>It is a path and no constant. <c>${secrets.name}</c> begins like a path and is none.</summary>
    public static bool IsPath(string text) => text.StartsWith('$') && !text.StartsWith("${secrets.", StringComparison.Ordinal);
}

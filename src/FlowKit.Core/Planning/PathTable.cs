using FlowKit.Mapping;

namespace FlowKit.Planning;

/// <summary>The paths of one flow, each text compiled once: large flows move the same few values again and again.</summary>
internal sealed class PathTable
{
    private readonly Dictionary<string, JsonPath> _paths = new(StringComparer.Ordinal);

    public JsonPath Get(string text)
    {
        if (!_paths.TryGetValue(text, out var path))
        {
            path = JsonPath.Parse(text);
            _paths.Add(text, path);
        }

        return path;
    }
}

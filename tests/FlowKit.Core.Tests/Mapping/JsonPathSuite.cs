using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>The compliance suite of RFC 9535, which lies beside the repository or above it: <c>shared/jsonpath/cts.json</c>.</summary>
internal static class JsonPathSuite
{
    public const string Absence = "The compliance suite of RFC 9535 is not here: put its cts.json into ../shared/jsonpath, beside the repository.";

    private static readonly Lazy<IReadOnlyDictionary<string, FlowValue>> Loaded = new(Load);

    /// <summary>The tests by name; one that says the suite is absent, if it is.</summary>
    public static IReadOnlyDictionary<string, FlowValue> Cases => Loaded.Value;

    public static string? File
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !System.IO.File.Exists(Beside(folder)))
            {
                folder = folder.Parent;
            }

            return folder is null ? null : Beside(folder);
        }
    }

    private static string Beside(DirectoryInfo folder) => Path.Combine(folder.FullName, "shared", "jsonpath", "cts.json");

    private static Dictionary<string, FlowValue> Load() => File is { } file
        ? FlowValue.Parse(System.IO.File.ReadAllBytes(file))["tests"].Items.ToDictionary(test => test["name"].AsString()!)
        : new() { ["absent"] = FlowValue.EmptyObject };
}

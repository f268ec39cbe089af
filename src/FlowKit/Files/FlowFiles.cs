namespace FlowKit.Files;

/// <summary>Finds the files of flows: <c>*.yaml</c>, <c>*.yml</c>, <c>*.json</c>; never <c>*.flowtest.yaml</c>, which hold scenarios.</summary>
internal static class FlowFiles
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Every flow of a folder and the folders in it, in the order of their paths.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, neither under the root nor beside the application.</exception>
    public static IEnumerable<string> In(string folder, string root)
    {
        var path = Places(folder, root).FirstOrDefault(Directory.Exists) ??
            throw new DirectoryNotFoundException($"There is no folder of flows at {Tried(folder, root)}.");
        return FolderTree.Files(path, IsFlow);
    }

    /// <summary>The place of one file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, neither under the root nor beside the application.</exception>
    public static string At(string file, string root) => Places(file, root).FirstOrDefault(File.Exists) ??
        throw new FileNotFoundException($"There is no flow at {Tried(file, root)}.", file);

    private static IEnumerable<string> Places(string path, string root) =>
        new[] { Path.Combine(root, path), Path.Combine(AppContext.BaseDirectory, path) }.Distinct();

    private static string Tried(string path, string root) => string.Join(" or ", Places(path, root).Select(place => $"'{place}'"));

    private static bool IsFlow(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) &&
        !Path.GetFileNameWithoutExtension(path).EndsWith(".flowtest", StringComparison.OrdinalIgnoreCase);
}

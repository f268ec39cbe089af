namespace FlowKit.Core.Tests.Architecture;

/// <summary>The sources these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Select(SourceFile.Read).Where(file => !file.IsMade)];

    public static IEnumerable<string> Folders(params string[] parts) =>
        Directory.EnumerateDirectories(Path.Combine([Root, .. parts])).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Cast<string>();

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"FlowKit.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

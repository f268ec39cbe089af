namespace FlowKit.Tests.Scenarios;

/// <summary>Where the scenario files of the project stand.</summary>
internal static class ConformanceFolder
{
    public static string Repository { get; } = FindRepository();

    public static string Path { get; } = System.IO.Path.Combine(Repository, "tests", "FlowKit.Tests", "conformance");

    /// <summary>Where the files come from; beside the repository on machines that have it.</summary>
    public static string Origin { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository, "..", "shared", "conformance"));

    /// <summary>The files of a folder by their path within it.</summary>
    public static SortedDictionary<string, string> Files(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => System.IO.Path.GetRelativePath(folder, file)),
        StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FlowKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run within the repository.");
    }
}

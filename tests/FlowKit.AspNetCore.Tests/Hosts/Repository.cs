namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>Where the repository stands.</summary>
internal static class Repository
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FlowKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run within the repository.");
    }
}

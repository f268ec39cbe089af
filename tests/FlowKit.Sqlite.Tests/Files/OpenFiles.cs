namespace FlowKit.Sqlite.Tests.Files;

/// <summary>What Linux says about the files this process has open.</summary>
internal static class OpenFiles
{
    /// <summary>How often a file is open.</summary>
    public static int Count(string path) => Numbers(path).Count;

    /// <summary>Whether the locks that SQLite takes on a file are there.</summary>
    public static bool HoldsLocks(string path) =>
        Numbers(path).Exists(number => File.ReadAllText($"/proc/self/fdinfo/{number}").Contains("POSIX", StringComparison.Ordinal));

    private static List<string> Numbers(string path)
    {
        var numbers = new List<string>();
        foreach (var entry in new DirectoryInfo("/proc/self/fd").GetFileSystemInfos())
        {
            // Other tests close theirs meanwhile.
            try
            {
                if (entry.LinkTarget == path)
                {
                    numbers.Add(entry.Name);
                }
            }
            catch (IOException)
            {
            }
        }

        return numbers;
    }
}

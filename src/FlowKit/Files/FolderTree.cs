namespace FlowKit.Files;

/// <summary>The files of a folder and of the folders in it. A folder that links lead to again is entered once.</summary>
internal static class FolderTree
{
    /// <summary>The files whose path is wanted, each beginning with the folder as it was given, in the order of their paths.</summary>
    public static IReadOnlyList<string> Files(string folder, Func<string, bool> isWanted)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Path, string Real)>([(folder, RealPath(new(folder), Path.GetFullPath(folder)))]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next.Real))
            {
                continue;
            }

            files.AddRange(Directory.EnumerateFiles(next.Path).Where(isWanted));
            foreach (var inner in new DirectoryInfo(next.Path).EnumerateDirectories())
            {
                open.Push((Path.Combine(next.Path, inner.Name), RealPath(inner, Path.Combine(next.Real, inner.Name))));
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static string RealPath(DirectoryInfo folder, string otherwise) =>
        folder.LinkTarget is null ? otherwise : folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? otherwise;
}

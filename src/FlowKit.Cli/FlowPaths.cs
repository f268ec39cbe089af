using FlowKit.Files;

namespace FlowKit.Cli;

/// <summary>The files that a call means by files and folders.</summary>
internal static class FlowPaths
{
    /// <summary>Each file once, in the order they were named, those of a folder in the order of their paths.</summary>
    /// <exception cref="WrongCallException">A path leads nowhere, or a folder holds no flow.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Files).Distinct(StringComparer.Ordinal)];

    private static string[] Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new WrongCallException($"There is no file or folder '{path}'. Check the path.");
        }

        // As the caller wrote the folder, not where it stands.
        var folder = Path.GetFullPath(path);
        string[] files = [.. FlowFiles.In(folder, folder).Select(file => Path.Combine(path, Path.GetRelativePath(folder, file)))];
        return files.Length > 0
            ? files
            : throw new WrongCallException($"The folder '{path}' holds no *.yaml, *.yml or *.json. Name another folder, or a file.");
    }
}

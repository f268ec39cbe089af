using System.Data.Common;

namespace FlowKit.Sqlite.Files;

/// <summary>What a connection string says: where the file is, and whether it may be made.</summary>
internal readonly record struct StorePath(string Path, bool MayCreate)
{
    private const string Hint = "'Data Source=flows.db' is all it needs.";

    /// <exception cref="ArgumentException">It names no file, or says something a store cannot do.</exception>
    public static StorePath Of(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        string? source = null;
        var mode = string.Empty;
        foreach (var (key, value) in Pairs(connectionString))
        {
            switch (key.ToUpperInvariant())
            {
                case "DATA SOURCE" or "DATASOURCE" or "FILENAME":
                    source = value;
                    break;
                case "MODE":
                    mode = value;
                    break;
                default:
                    throw new ArgumentException($"The connection string says '{key}', which the store does not know. {Hint}", nameof(connectionString));
            }
        }

        if (string.IsNullOrWhiteSpace(source) || source.StartsWith(':') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The connection string names no file. {Hint}", nameof(connectionString));
        }

        return new(Real(System.IO.Path.GetFullPath(source)), MayCreateIn(mode));
    }

    private static IEnumerable<(string Key, string Value)> Pairs(string connectionString)
    {
        var builder = Parsed(connectionString);
        foreach (string key in builder.Keys)
        {
            yield return (key, (string)builder[key]);
        }
    }

    private static DbConnectionStringBuilder Parsed(string connectionString)
    {
        try
        {
            return new() { ConnectionString = connectionString };
        }
        catch (ArgumentException wrong)
        {
            throw new ArgumentException($"The text is no connection string. {Hint}", nameof(connectionString), wrong);
        }
    }

    private static bool MayCreateIn(string mode) => mode.ToUpperInvariant() switch
    {
        "" or "READWRITECREATE" => true,
        "READWRITE" => false,
        _ => throw new ArgumentException($"A store cannot work with the mode '{mode}': ReadWriteCreate or ReadWrite."),
    };

    // Two names of one file must not pass for two stores.
    private static string Real(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
}

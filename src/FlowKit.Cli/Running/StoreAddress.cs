using System.Data.Common;
using FlowKit.PostgreSql;
using FlowKit.Sqlite;
using FlowKit.Storing;

namespace FlowKit.Cli.Running;

/// <summary>A store, named by a URI: <c>memory:</c>, <c>sqlite:PATH</c>, <c>postgresql://user@host:port/database</c>.</summary>
internal sealed class StoreAddress
{
    public const string Memory = "memory:";

    private const string Sqlite = "sqlite:";
    private const string PostgreSql = "postgresql:";
    private const string Known = $"{Memory}, {Sqlite}PATH or {PostgreSql}//user@host:port/database";

    private readonly Func<FlowEngineOptions, TimeProvider, IStateStore> _open;

    private readonly bool _isShared;

    private StoreAddress(Func<FlowEngineOptions, TimeProvider, IStateStore> open, bool isShared = false)
    {
        _open = open;
        _isShared = isShared;
    }

    /// <summary>The address of a URI; that of the memory when none is given. Nothing is opened yet.</summary>
    /// <exception cref="WrongCallException">The URI names no store of this tool.</exception>
    public static StoreAddress Parse(string option, string? uri) => Parse(option, uri, mayMake: true);

    private static StoreAddress Parse(string option, string? uri, bool mayMake)
    {
        if (uri is null or Memory)
        {
            return new((options, time) => new InMemoryStateStore(options, time));
        }

        if (uri.StartsWith(Sqlite, StringComparison.Ordinal))
        {
            return InFile(option, uri[Sqlite.Length..], mayMake);
        }

        if (uri.StartsWith(PostgreSql, StringComparison.Ordinal))
        {
            return OnServer(option, uri, mayMake);
        }

        // What stands behind the scheme may hold a password.
        var scheme = uri.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? $"{uri[..at]}:" : uri;
        throw new WrongCallException($"{option}: '{scheme}' is no store this tool has. Give {Known}, or leave {option} out.");
    }

    /// <summary>The address of a store that was filled before.</summary>
    /// <exception cref="WrongCallException">The URI names no store of this tool, or none that lasts, or a file that is not there.</exception>
    public static StoreAddress ParseLasting(string option, string uri)
    {
        var address = Parse(option, uri, mayMake: false);
        return uri switch
        {
            Memory => throw new WrongCallException($"{option}: a store in memory ends with the process that filled it. Name one that lasts."),
            _ when uri.StartsWith(Sqlite, StringComparison.Ordinal) && !File.Exists(uri[Sqlite.Length..]) =>
                throw new WrongCallException($"{option}: there is no file '{uri[Sqlite.Length..]}'. Check the path."),
            _ => address,
        };
    }

    /// <summary>The options of an engine on this store: where other engines may use it too, this one takes part with a lease.</summary>
    public FlowEngineOptions For(FlowEngineOptions options) => _isShared ? options with { Lease = FlowEngineOptions.DefaultLease } : options;

    /// <summary>The store; whoever opens it disposes it, where it can be.</summary>
    /// <exception cref="Errors.FlowException">It cannot be opened.</exception>
    public IStateStore Open(FlowEngineOptions options, TimeProvider time) => _open(options, time);

    private static StoreAddress InFile(string option, string path, bool mayMake)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new WrongCallException($"{option}: {Sqlite} names no file. Give {Sqlite}PATH.");
        }

        var connection = new DbConnectionStringBuilder { ["Data Source"] = path, ["Mode"] = mayMake ? "ReadWriteCreate" : "ReadWrite" }.ConnectionString;
        return new((_, time) => SqliteStateStore.Open(connection, options: null, time));
    }

    private static StoreAddress OnServer(string option, string uri, bool mayMake)
    {
        try
        {
            PostgreSqlStateStore.Check(uri);
            return new((_, time) => PostgreSqlStateStore.Open(uri, new() { MayLayOut = mayMake }, time), isShared: true);
        }
        catch (ArgumentException wrong)
        {
            throw new WrongCallException($"{option}: {wrong.Message}");
        }
    }
}

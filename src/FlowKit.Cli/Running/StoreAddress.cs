using FlowKit.Storing;

namespace FlowKit.Cli.Running;

/// <summary>A store, named by a URI such as <c>memory:</c>.</summary>
internal sealed class StoreAddress
{
    public const string Memory = "memory:";

    private readonly Func<FlowEngineOptions, TimeProvider, IStateStore> _open;

    private StoreAddress(Func<FlowEngineOptions, TimeProvider, IStateStore> open) => _open = open;

    /// <summary>The address of a URI; that of the memory when none is given.</summary>
    /// <exception cref="WrongCallException">The URI names no store of this tool.</exception>
    public static StoreAddress Parse(string option, string? uri)
    {
        if (uri is null or Memory)
        {
            return new((options, time) => new InMemoryStateStore(options, time));
        }

        // What stands behind the scheme may hold a password.
        var scheme = uri.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? $"{uri[..at]}:" : uri;
        throw new WrongCallException($"{option}: '{scheme}' is no store this tool has. Give {Memory}, or leave {option} out.");
    }

    /// <summary>The store.</summary>
    public IStateStore Open(FlowEngineOptions options, TimeProvider time) => _open(options, time);
}

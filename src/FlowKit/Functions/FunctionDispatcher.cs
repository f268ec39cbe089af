using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Functions;

/// <summary>
/// Calls the delegate that <c>function://name</c> names. Registering replaces the table and never changes it, so that a dispatch
/// reads it without a lock.
/// </summary>
internal sealed class FunctionDispatcher : IDescribedDispatcher
{
    public const string Protocol = "function";

    private static readonly DispatcherDescription Described = new(
        "Function",
        FlowValue.Parse("""
            { "type": "object", "description": "Whatever the function takes." }
            """),
        SvgIcon.Of("M16 4c-3 0-4 2-4 5v10c0 2-1 3-3 3M7 12h9"));

    private Dictionary<string, FlowFunction> _functions = new(StringComparer.Ordinal);

    public void Add(string name, FlowFunction function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        var functions = new Dictionary<string, FlowFunction>(_functions, StringComparer.Ordinal);
        if (!functions.TryAdd(name, function))
        {
            throw new ArgumentException($"A function '{name}' is registered already. Give this one another name.", nameof(name));
        }

        Volatile.Write(ref _functions, functions);
    }

    public DispatcherDescription Description => Described;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var name = NameIn(request.Resource);
        return Volatile.Read(ref _functions).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var function)
            ? function(request, cancellationToken)
            : new(Unknown(name));
    }

    private static ReadOnlySpan<char> NameIn(string resource)
    {
        var name = resource.AsSpan();
        var scheme = name.IndexOf("://");
        name = scheme < 0 ? name : name[(scheme + 3)..];
        var end = name.IndexOfAny('?', '#');
        name = (end < 0 ? name : name[..end]).TrimEnd('/');
        return name.Contains('%') ? Uri.UnescapeDataString(name) : name;
    }

    private DispatchOutcome Unknown(ReadOnlySpan<char> name)
    {
        var known = _functions.Count == 0 ? "none is registered" : $"registered are {string.Join(", ", _functions.Keys.Order())}";
        return DispatchOutcome.Failed(
            $"No function '{name}' is registered ({known}). Register it with AddFunction(\"{name}\", ...).",
            FlowErrorCodes.UnknownFunction,
            retryable: false);
    }
}

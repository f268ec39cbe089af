using FlowKit.Dispatching;

namespace FlowKit.Steps;

/// <summary>Addresses of steps: <c>step://workspace:dagName/name</c>, with <c>?missing=keep</c> or <c>empty</c> where that is chosen.</summary>
internal static class StepAddress
{
    public const string Protocol = "step";

    private const string Option = "?missing=";

    public static string Of(string flow, string step, MissingVariable missing) => $"{Protocol}://{KeyOf(flow, step)}{missing switch
    {
        MissingVariable.Keep => $"{Option}keep",
        MissingVariable.Empty => $"{Option}empty",
        _ => string.Empty,
    }}";

    /// <summary>What the code of a step is found by.</summary>
    public static string KeyOf(string flow, string step) => $"{flow}/{step}";

    /// <summary>What the code of an attempt is found by.</summary>
    public static string KeyOf(DispatchRequest request)
    {
        var address = request.Resource[$"{Protocol}://".Length..];
        var end = address.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? address : address[..end];
    }

    public static MissingVariable MissingOf(DispatchRequest request) =>
        request.Resource.EndsWith($"{Option}keep", StringComparison.Ordinal) ? MissingVariable.Keep
        : request.Resource.EndsWith($"{Option}empty", StringComparison.Ordinal) ? MissingVariable.Empty
        : MissingVariable.Fail;
}

using System.Globalization;

namespace FlowKit.Crash.Tests.Promises;

/// <summary>
/// Something the process is told to do, again in every life until it acknowledges it: a start, a callback, what an operator wants. It may be
/// said from the moment on that all it comes after has happened.
/// </summary>
internal sealed class Command
{
    private readonly string[] _words;

    private Command(string kind, string execution, string[] rest, string[] after)
    {
        Kind = kind;
        Execution = execution;
        After = after;
        Key = kind is "callback" ? $"callback {execution}/{rest[0]}/{rest[1]}/{rest[2]}" : kind is "repeat" ? $"repeat {execution} {rest[1]}" : $"{kind} {execution}";
        _words = [kind, Key, execution, .. rest];
    }

    public string Kind { get; }

    public string Execution { get; }

    /// <summary>Its name among all.</summary>
    public string Key { get; }

    public IReadOnlyList<string> After { get; }

    /// <summary>The fact that it was acknowledged.</summary>
    public string Done => $"done {Key}";

    /// <summary>The line to say.</summary>
    public IReadOnlyList<string> Words => _words;

    public bool IsDone { get; set; }

    /// <summary>The life it was said in last; 0 before.</summary>
    public int SaidIn { get; set; }

    /// <summary>How often it was said.</summary>
    public int Said { get; set; }

    /// <summary>What is refused because it was done before, in a life that ended before it could say so.</summary>
    public IReadOnlyList<string> RefusedWhenDone => Kind switch
    {
        "callback" => ["FLOW6001", "FLOW6003"],
        "wake" => ["FLOW6001"],
        _ => ["FLOW4004"],
    };

    public static Command Start(string execution, string flow, string input) => new("start", execution, [flow, input], []);

    public static Command Callback(Attempt attempt, bool fails, string output, params string[] after) => new(
        "callback",
        attempt.Execution,
        [attempt.Task, Text(attempt.Epoch), Text(attempt.Number), fails ? "fails" : "succeeds", output],
        [attempt.Dispatched, .. after]);

    public static Command Operation(string kind, string execution, string[] rest, params string[] after) => new(kind, execution, rest, after);

    /// <summary>What came of an attempt that is in doubt, and may never have gone out.</summary>
    public static Command Outcome(Attempt attempt, string output) =>
        new("callback", attempt.Execution, [attempt.Task, Text(attempt.Epoch), Text(attempt.Number), "succeeds", output], []);

    /// <summary>An attempt is to go out again that is in doubt; there may be more than one such command, each with its number.</summary>
    public static Command Repeat(Attempt attempt, int number) => new("repeat", attempt.Execution, [attempt.Task, Text(number)], []);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

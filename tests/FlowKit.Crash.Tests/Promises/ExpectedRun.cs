namespace FlowKit.Crash.Tests.Promises;

/// <summary>
/// An execution that is started: what it is told, what must come of it, and which attempts it dispatches, each with those whose outcome it
/// builds on.
/// </summary>
internal sealed class ExpectedRun(string id)
{
    private readonly List<(Attempt Attempt, Attempt[] After)> _attempts = [];
    private readonly List<Command> _commands = [];
    private readonly HashSet<Attempt> _maybe = [];
    private readonly Dictionary<string, int> _endsEpoch = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    /// <summary>How it ends, and the news of that.</summary>
    public (string Status, string News) End { get; init; } = ("SUCCEED", "DagSucceed");

    public string Output { get; set; } = "{}";

    public IReadOnlyList<(Attempt Attempt, Attempt[] After)> Attempts => _attempts;

    public IReadOnlyList<Command> Commands => _commands;

    /// <summary>The attempt that asks before it is repeated, and what it is told, by its number; null when none does.</summary>
    public (Attempt Attempt, Func<int, Command> Answer)? Doubt { get; set; }

    /// <summary>The executions that end with it: itself, and the one it calls.</summary>
    public IEnumerable<string> Ids => _attempts.Select(attempt => attempt.Attempt.Execution).Append(Id).Distinct();

    /// <summary>The fact that an execution has ended.</summary>
    public string Told(string news) => $"told {Id} {news}";

    /// <summary>Chance decides whether it is dispatched before something else is faster.</summary>
    public bool IsSure(Attempt attempt) => !_maybe.Contains(attempt);

    /// <summary>The last epoch that has ended when this news comes; null for news that never comes.</summary>
    public int? EndedEpoch(string news) => _endsEpoch.TryGetValue(news, out var epoch) ? epoch : news == End.News ? int.MaxValue : null;

    public ExpectedRun Start(string flow, string input = "{}") => Do(Command.Start(Id, $"crash:{flow}", input));

    public ExpectedRun Do(Command command)
    {
        _commands.Add(command);
        return this;
    }

    public ExpectedRun Operate(string kind, string[] rest, params string[] after) => Do(Command.Operation(kind, Id, rest, after));

    /// <summary>This news comes before the end, and speaks of the epochs up to this one.</summary>
    public ExpectedRun Ends(string news, int epoch)
    {
        _endsEpoch.Add(news, epoch);
        return this;
    }

    public Attempt Add(string task, int number, params Attempt[] after) => AddIn(0, task, number, after);

    public Attempt AddIn(int epoch, string task, int number, params Attempt[] after) => Add(new Attempt(Id, task, epoch, number), after);

    public Attempt Add(Attempt attempt, params Attempt[] after)
    {
        _attempts.Add((attempt, after));
        return attempt;
    }

    public Attempt AddMaybe(string task, int number, params Attempt[] after)
    {
        var attempt = Add(task, number, after);
        _maybe.Add(attempt);
        return attempt;
    }
}

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>
/// Throws random flows. What is read is written only by tasks that have surely ended before, and times have many digits, so that nearly
/// every flow has one result whatever happens first within an instant.
/// </summary>
internal sealed partial class FlowDice
{
    private readonly Random _random;
    private readonly FlowTraits _traits;
    private int _names;
    private int _left;
    private int _inner;

    private FlowDice(int seed, FlowTraits traits)
    {
        _random = new Random(seed);
        _traits = traits;
    }

    /// <summary>The flow of a seed.</summary>
    public static FlowModel Throw(int seed) => Throw(seed, null);

    /// <summary>The flow of a seed with traits of the caller's choice.</summary>
    public static FlowModel Throw(int seed, FlowTraits? traits)
    {
        var dice = new FlowDice(seed, traits ?? FlowTraits.Throw(new Random(seed)));
        dice._left = dice._random.Next(3) == 0 ? dice._random.Next(1, 5) : dice._random.Next(4, 26);
        var tasks = dice.Group(dice._random.Next((dice._left + 1) / 2, dice._left + 1), ["s0", "s1", "s2", "s3"], depth: 0);
        var pauseAt = dice.PauseAt();
        return new(seed, tasks, dice._traits)
        {
            Limit = dice.Limit(),
            CancelAt = dice.CancelAt(),
            PauseAt = pauseAt,
            ResumeAt = pauseAt == 0 ? 0 : pauseAt + (dice._random.Next(1, 300_000) * TimeSpan.TicksPerMillisecond),
        };
    }

    private long Limit() => _traits.Limits && Chance(4) ? WholeSeconds(1, 600) : 0;

    private long CancelAt() => _traits.Limits && Chance(6) ? _random.Next(1, 400_000) * TimeSpan.TicksPerMillisecond : 0;

    // A task that a key part let begin, and that was held back, may have lost its predecessor when it goes on: the rules leave that open.
    private long PauseAt() => _traits.Pauses && !_traits.Keys ? _random.Next(1, 200_000) * TimeSpan.TicksPerMillisecond : 0;

    private List<TaskModel> Group(int size, IReadOnlyList<string> known, int depth)
    {
        var names = Enumerable.Range(0, size).Select(_ => $"t{++_names}").ToArray();
        _left -= size;
        var successors = Edges(names);
        var tasks = new Dictionary<string, TaskModel>();
        var readable = new Dictionary<string, HashSet<string>>();
        foreach (var name in names)
        {
            var before = tasks.Values.Where(task => task.Successors.Contains(name)).ToList();
            var task = Links(Task(name, depth, successors[name]), successors[name], before);
            readable[name] = Readable(task, before, readable);
            tasks[name] = Inputs(task, [.. known, .. readable[name]]);
        }

        var ordered = names.Select(name => Inner(tasks[name], depth)).ToArray();
        if (Chance(3))
        {
            _random.Shuffle(ordered);
        }

        return [.. ordered];
    }

    private Dictionary<string, List<string>> Edges(string[] names)
    {
        var reach = _random.Next(1, 6);
        var successors = names.ToDictionary(name => name, _ => new List<string>());
        for (var to = 1; to < names.Length; to++)
        {
            var wanted = Chance(8) ? 0 : _random.Next(1, 4);
            for (var i = 0; i < wanted; i++)
            {
                var from = names[_random.Next(Math.Max(0, to - reach), to)];
                if (!successors[from].Contains(names[to]))
                {
                    successors[from].Add(names[to]);
                }
            }
        }

        return successors;
    }

    // The context keys written by tasks that have surely ended when this one begins.
    private static HashSet<string> Readable(TaskModel task, List<TaskModel> before, Dictionary<string, HashSet<string>> readable)
    {
        if (task.StreamInput)
        {
            return [];
        }

        var keys = before.SelectMany(one => readable[one.Name]).ToHashSet();
        if (!task.KeyCallback)
        {
            keys.UnionWith(before.Select(one => one.Name));
        }

        return keys;
    }

    private TaskModel Task(string name, int depth, List<string> next)
    {
        var kind = _random.Next(24) switch
        {
            < 11 => TaskKind.Function,
            < 13 => TaskKind.Pass,
            < 15 => TaskKind.Return,
            < 18 => TaskKind.Switch,
            18 or 19 => TaskKind.Choice,
            20 or 21 => TaskKind.Foreach,
            _ => TaskKind.Suspense,
        };
        if ((kind is TaskKind.Choice or TaskKind.Foreach && (depth >= 3 || _left <= _inner)) ||
            (kind == TaskKind.Switch && next.Count == 0) || (kind == TaskKind.Suspense && !_traits.Suspends))
        {
            kind = TaskKind.Function;
        }

        _inner += kind is TaskKind.Choice or TaskKind.Foreach ? 1 : 0;
        return kind == TaskKind.Function ? Function(name) : new() { Name = name, Kind = kind };
    }

    private TaskModel Function(string name)
    {
        var isAsync = _traits.Calls && Chance(2);
        var tellsKey = isAsync && _traits.Keys && Chance(2);
        var timed = _traits.Times && Chance(3);
        return new()
        {
            Name = name,
            Kind = TaskKind.Function,
            IsAsync = isAsync,
            TellsKey = tellsKey,
            Retry = !tellsKey && Chance(3) ? Retry() : null,
            SuccessCondition = Chance(8) ? Condition("v") : null,
            FailCondition = Chance(8) ? Condition("code") : null,
            Timeout = timed ? WholeSeconds(1, 200) : 0,
            TotalTimeout = timed && Chance(3) ? WholeSeconds(1, 400) : 0,
        };
    }

    private RetryModel Retry() => new(
        _random.Next(1, 5),
        Chance(3) ? 0 : WholeSeconds(1, 40),
        _random.Next(1, 4),
        Chance(4),
        Chance(4) ? WholeSeconds(1, 60) : 0,
        Chance(3) ? Condition("code") : null);

    // What hangs on the edges: flags, cases, streams, keys.
    private TaskModel Links(TaskModel task, List<string> next, List<TaskModel> before) => task with
    {
        Next = task.Kind == TaskKind.Switch ? [] : next,
        Cases = task.Kind == TaskKind.Switch ? Cases(next) : [],
        Tolerance = Chance(4),
        DegradeCurrent = Chance(20),
        DegradeFollowings = !task.IsAsync && !_traits.Streams && Chance(20),
        KeyCallback = _traits.Keys && before.Any(one => one.TellsKey) && Chance(2),
        StreamInput = _traits.Streams && before.Count > 0 && Chance(3),
        StreamOutput = _traits.Streams && Chance(3),
    };

    private List<CaseModel> Cases(List<string> next)
    {
        var cases = new List<CaseModel>();
        foreach (var name in next)
        {
            var targets = next.Where(other => other == name || Chance(5)).ToList();
            cases.Add(new(Condition("?"), targets, Chance(3)));
        }

        if (Chance(2))
        {
            cases.Insert(_random.Next(cases.Count + 1), new(null, [next[_random.Next(next.Count)]], Chance(3)));
        }

        return cases;
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private long WholeSeconds(int from, int to) => _random.Next(from, to) * TimeSpan.TicksPerSecond;

    private string OneOf(IReadOnlyList<string> keys) => keys[_random.Next(keys.Count)];

    private ConditionModel Condition(string key) => new(key, (ConditionTest)_random.Next(4), _random.Next(10));
}

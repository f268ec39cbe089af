using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Yaml;

/// <summary>Descriptors that hold anything a descriptor can hold, sensible or not.</summary>
internal sealed class RandomDescriptor(Random random)
{
    private static readonly string[] Texts =
        ["a", "b c", "$.context.a", "$.input[?(@.b == 'x, y')]", "http://h/{id}?q=1#f", "", " ", "null", "true", "12", "007", "1e3", "- x", "a: b", "# c", "\"q\"", "l1\nl2", "ä\ud83d\ude00", "*x", "&x", "yes", "{}", "[]", "x:"];

    public FlowDescriptor Flow() => new()
    {
        Workspace = Text(),
        DagName = Text(),
        Version = Maybe(Text),
        Alias = Maybe(Text) is { } alias && !string.IsNullOrWhiteSpace(alias) ? alias : "release",
        IsResource = Flag(),
        Strict = Flag(),
        InferEdges = !Flag(),
        TimeoutInSeconds = Flag() ? new Located<FlowValue>(Setting(), SourcePlace.None) : null,
        Callback = Maybe(() => new CallbackDescriptor { ResourceName = Text(), FullContext = Flag(), FullDagInfo = Flag(), InputMappings = Mappings() }),
        DefaultContext = Object(),
        CommonMapping = Enumerable.Range(0, random.Next(3)).ToDictionary(at => $"common {at}", _ => Mappings()),
        Resources = List(() => new ResourceDescriptor { Name = Text(), ResourceName = Text(), InputMappings = Mappings(), Parameters = Object() }),
        InputSchema = List(() => new ParameterDescriptor(Text(), Flag() ? Pick<ParameterType>() : null, Flag(), Maybe(Text), SourcePlace.None)),
        Output = Maybe(() => List(() => Mapping() with { Reference = null, Merge = false }).Select((one, at) => one with { Target = $"{Text()}{at}" }).ToArray()),
        Tasks = Tasks(depth: 2),
    };

    private IReadOnlyList<TaskDescriptor> Tasks(int depth) => List(() => Task(depth));

    private TaskDescriptor Task(int depth) => Own(depth) with
    {
        Title = Maybe(Text),
        Description = Maybe(Text),
        TemplateId = Maybe(Text),
        Next = Names(),
        InputMappings = Mappings(),
        OutputMappings = Mappings(),
        Parameters = Object(),
        Tolerance = Flag(),
        Timeline = Maybe(() => new TimelineDescriptor
        {
            TimeoutInSeconds = MaybeSetting(),
            TotalTimeoutInSeconds = MaybeSetting(),
            SuspenseIntervalSeconds = MaybeSetting(),
            SuspenseTimestamp = MaybeSetting(),
            SkipOnTimeout = Flag(),
        }),
        DegradeCurrent = Flag(),
        DegradeFollowings = Flag(),
        KeyCallback = Flag(),
        StreamInput = Flag(),
        StreamOutput = Flag(),
        Progress = Maybe(() => new ProgressDescriptor { Weight = Number(), Calculation = MaybeText(), Args = Flag() ? FlowValue.EmptyArray : FlowValue.Array(Value(1)) }),
        Effect = Flag() ? Pick<TaskEffect>() : null,
        Cache = Maybe(() => new CacheDescriptor { Key = MaybeText(), Version = Maybe(Text), MaxAge = Flag() ? TimeSpan.FromMilliseconds(random.Next()) : null }),
    };

    private TaskDescriptor Own(int depth) => random.Next(depth == 0 ? 6 : 8) switch
    {
        0 => new PassTask { Name = Text() },
        1 => new ReturnTask { Name = Text(), Conditions = Maybe(Conditions) },
        2 => new SuspenseTask { Name = Text(), Conditions = Maybe(Conditions), Interruptions = Conditions() },
        3 => new ScriptTask { Name = Text(), Run = MaybeText(), Expression = MaybeText() },
        4 => new SwitchTask { Name = Text(), Switches = List(() => new SwitchCase(MaybeText(), Names(), Flag(), SourcePlace.None)) },
        5 => Function(),
        6 => new ChoiceTask { Name = Text(), Choices = Maybe(() => List(() => new ChoiceBranch(MaybeText(), Tasks(depth - 1), SourcePlace.None))) },
        _ => Loop(depth),
    };

    private FunctionTask Function() => new()
    {
        Name = Text(),
        ResourceName = MaybeText(),
        ResourceProtocol = MaybeText(),
        Resource = Flag() ? default : Object(),
        Pattern = Flag() ? Pick<TaskPattern>() : null,
        RequestType = MaybeText(),
        SuccessConditions = Conditions(),
        FailConditions = Conditions(),
        OnUnknown = Pick<UnknownOutcome>(),
        Retry = Maybe(() => new RetryDescriptor
        {
            MaxRetryTimes = random.Next(-1, 5),
            IntervalInSeconds = Number(),
            IntervalsInSeconds = List(() => (Located<double>)Number()),
            Multiplier = Number(),
            MaxIntervalInSeconds = Flag() ? (Located<double>)Number() : null,
            Jitter = Number(),
            Fibonacci = Flag(),
            Conditions = Conditions(),
        }),
    };

    private ForeachTask Loop(int depth) => new()
    {
        Name = Text(),
        IterationMapping = Maybe(() => new IterationMappingDescriptor { Collection = MaybeText(), Item = MaybeText(), Index = MaybeText(), Identity = MaybeText() }),
        Synchronization = Maybe(() => new SynchronizationDescriptor { Conditions = Conditions(), MaxConcurrency = MaybeSetting() }),
        Failure = new() { FailFast = Flag(), Tolerate = random.Next(3) },
        Batch = Flag() ? (Located<int>)random.Next(5) : null,
        Tasks = Tasks(depth - 1),
    };

    private IReadOnlyList<MappingDescriptor> Mappings() => List(Mapping);

    private MappingDescriptor Mapping() => new()
    {
        Source = Flag() ? default : Value(1) is { IsNullOrMissing: false } source ? new Located<FlowValue>(source, SourcePlace.None) : default,
        Value = Flag() ? default : Value(1),
        Target = MaybeText(),
        Transform = MaybeText(),
        Tolerance = Flag(),
        Reference = MaybeText(),
        Merge = Flag(),
    };

    private IReadOnlyList<Located<string>> Names() => [.. List(Text).Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => (Located<string>)name.Trim())];

    private IReadOnlyList<Located<string>> Conditions() => List(() => (Located<string>)Text());

    private Located<string>? MaybeText() => Flag() ? new Located<string>(Text(), SourcePlace.None) : default(Located<string>?);

    private Located<FlowValue> MaybeSetting() => Flag() ? default : Setting();

    private FlowValue Setting() => Flag() ? Text() : Number();

    private double Number() => random.Next(5) switch { 0 => 0, 1 => random.Next(100), 2 => -1.5, 3 => random.NextDouble() * 1e20, _ => random.NextDouble() };

    private FlowValue Object() => FlowValue.Object(List(() => KeyValuePair.Create(Text(), Value(2))));

    private FlowValue Value(int depth) => random.Next(depth == 0 ? 5 : 7) switch
    {
        0 => FlowValue.Null,
        1 => Flag(),
        2 => Number(),
        3 or 4 => Text(),
        5 => FlowValue.Array(List(() => Value(depth - 1))),
        _ => FlowValue.Object(List(() => KeyValuePair.Create(Text(), Value(depth - 1)))),
    };

    private bool Flag() => random.Next(2) == 0;

    private string Text() => Texts[random.Next(Texts.Length)];

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private T? Maybe<T>(Func<T> make)
        where T : class => Flag() ? make() : null;

    private IReadOnlyList<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => make())];
}

using System.Text.Json.Nodes;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A random flow as the descriptor an author would have written.</summary>
internal static class ModelDescriptor
{
    public static FlowDescriptor Of(FlowModel flow) => new()
    {
        Workspace = "property",
        DagName = "random",
        Tasks = [.. flow.Tasks.Select(Task)],
        TimeoutInSeconds = flow.Limit == 0 ? null : (Located<FlowValue>)Number(flow.Limit),
    };

    private static TaskDescriptor Task(TaskModel task)
    {
        TaskDescriptor plain = task.Kind switch
        {
            TaskKind.Function => Function(task),
            TaskKind.Pass => new PassTask { Name = task.Name },
            TaskKind.Return => new ReturnTask { Name = task.Name, Conditions = Conditions(task.Conditions) },
            TaskKind.Switch => new SwitchTask
            {
                Name = task.Name,
                Switches = [.. task.Cases.Select(one => new SwitchCase(
                    one.Condition?.Path("input") ?? SwitchCase.Default, Names(one.Next), one.Break, SourcePlace.None))],
            },
            TaskKind.Choice => new ChoiceTask
            {
                Name = task.Name,
                Choices = [.. task.Branches.Select(branch => new ChoiceBranch(
                    branch.Condition.Path("input"), [.. branch.Tasks.Select(Task)], SourcePlace.None))],
            },
            TaskKind.Foreach => Foreach(task, task.Loop!),
            _ => new SuspenseTask
            {
                Name = task.Name,
                Conditions = Conditions([SuspenseWords.Condition]),
                Interruptions = Conditions([SuspenseWords.Interruption]),
            },
        };
        return plain with
        {
            Effect = task.Effect,
            Cache = task.IsCached ? new CacheDescriptor() : null,
            Next = Names(task.Next),
            InputMappings = [.. InputMappings(task)],
            OutputMappings = [.. OutputMappings(task)],
            Parameters = FlowValue.Object(task.Defaults.Select(pair => KeyValuePair.Create(pair.Key, (FlowValue)pair.Value))),
            Tolerance = task.Tolerance,
            DegradeCurrent = task.DegradeCurrent,
            DegradeFollowings = task.DegradeFollowings,
            KeyCallback = task.KeyCallback,
            StreamInput = task.StreamInput,
            StreamOutput = task.StreamOutput,
            Timeline = Timeline(task),
        };
    }

    private static FunctionTask Function(TaskModel task) => new()
    {
        Name = task.Name,
        ResourceName = $"{(task.Effect is null ? "test" : "function")}://{task.Name}",
        Pattern = task.IsAsync ? TaskPattern.TaskAsync : TaskPattern.TaskSync,
        SuccessConditions = task.SuccessCondition is { } success ? [success.Path("output")] : [],
        FailConditions = task.FailCondition is { } fail ? [fail.Path("output")] : [],
        Retry = task.Retry is not { } retry ? null : new()
        {
            MaxRetryTimes = retry.Times,
            IntervalInSeconds = Seconds.Of(retry.Interval),
            Multiplier = retry.Multiplier,
            Fibonacci = retry.Fibonacci,
            MaxIntervalInSeconds = retry.MaxInterval == 0 ? null : (Located<double>)Seconds.Of(retry.MaxInterval),
            Conditions = retry.Condition is { } condition ? [condition.Path("output")] : [],
        },
    };

    private static ForeachTask Foreach(TaskModel task, LoopModel loop) => new()
    {
        Name = task.Name,
        IterationMapping = new()
        {
            Collection = (Located<string>)$"$.input.{LoopModel.ListKey}",
            Item = (Located<string>)LoopModel.ItemKey(task.Name),
            Index = (Located<string>)LoopModel.IndexKey(task.Name),
        },
        Synchronization = loop.Concurrency == 0 ? null : new() { MaxConcurrency = (FlowValue)loop.Concurrency },
        Failure = new() { FailFast = loop.FailFast, Tolerate = loop.Tolerate },
        Batch = loop.Batch == 0 ? null : (Located<int>)loop.Batch,
        Tasks = [.. loop.Tasks.Select(Task)],
    };

    private static IEnumerable<MappingDescriptor> InputMappings(TaskModel task)
    {
        foreach (var key in task.Reads)
        {
            yield return Mapping($"$.context.{key}", $"$.input.{key}");
        }

        if (task.Kind == TaskKind.Suspense)
        {
            yield return Mapping($"$.context.{task.Name}", $"$.input.{SuspenseWords.Key}");
        }

        if (task.Loop is { } loop)
        {
            yield return loop.ItemsFrom is { } key
                ? Mapping($"$.context.{key}", $"$.input.{LoopModel.ListKey}")
                : Mapping(FlowValue.From(loop.ItemsInPlace), $"$.input.{LoopModel.ListKey}");
        }

        if (task.Fault == MappingFault.InInput)
        {
            yield return Mapping(1, "$.input.scalar");
            yield return Mapping(1, "$.input.scalar.inner") with { Tolerance = false };
        }
    }

    private static IEnumerable<MappingDescriptor> OutputMappings(TaskModel task)
    {
        if (task.Writes)
        {
            FlowValue source = task.Kind switch
            {
                TaskKind.Function => "$.output.v",
                TaskKind.Pass or TaskKind.Choice => "$.output",
                TaskKind.Foreach => "$.output.sub_context",
                TaskKind.Suspense => $"$.output.{SuspenseWords.Key}",
                _ => 1,
            };
            yield return Mapping(source, $"$.context.{task.Name}");
        }

        if (task.Fault == MappingFault.InOutput)
        {
            yield return Mapping(1, $"$.context.{task.Name}Scalar");
            yield return Mapping(1, $"$.context.{task.Name}Scalar.inner") with { Tolerance = false };
        }
    }

    private static MappingDescriptor Mapping(FlowValue source, string target) =>
        new() { Source = source, Target = (Located<string>)target };

    private static TimelineDescriptor? Timeline(TaskModel task) =>
        task is { Delay: 0, Timeout: 0, TotalTimeout: 0 } ? null : new()
        {
            SuspenseIntervalSeconds = Number(task.Delay),
            TimeoutInSeconds = Number(task.Timeout),
            TotalTimeoutInSeconds = Number(task.TotalTimeout),
            SkipOnTimeout = task.SkipOnTimeout,
        };

    private static FlowValue Number(long ticks) => ticks == 0 ? default : (FlowValue)Seconds.Of(ticks);

    private static IReadOnlyList<Located<string>> Names(IEnumerable<string> names) => [.. names.Select(name => (Located<string>)name)];

    private static IReadOnlyList<Located<string>> Conditions(IEnumerable<ConditionModel> conditions) =>
        [.. conditions.Select(condition => (Located<string>)condition.Path("input"))];
}

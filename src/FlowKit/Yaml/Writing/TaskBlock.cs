using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>A task with the tasks in it.</summary>
internal static class TaskBlock
{
    private const string Stream = "stream";

    public static FlowValue Of(TaskDescriptor task)
    {
        var block = new Block()
            .Add("name", task.Name.Value)
            .Add("category", task.Category.ToText())
            .Add("title", task.Title)
            .Add("description", task.Description)
            .Add("templateId", task.TemplateId);
        AddOwn(block, task);
        return block
            .AddUnlessEmpty("parameters", task.Parameters)
            .AddList("inputMappings", task.InputMappings, MappingBlock.Of)
            .AddList("outputMappings", task.OutputMappings, MappingBlock.Of)
            .AddFlag("tolerance", task.Tolerance)
            .Add("timeline", Timeline(task.Timeline))
            .Add("degrade", task.DegradeCurrent || task.DegradeFollowings
                ? new Block().AddFlag("current", task.DegradeCurrent).AddFlag("followings", task.DegradeFollowings)
                : null)
            .AddFlag("keyCallback", task.KeyCallback)
            .Add("inputType", task.StreamInput ? Stream : null)
            .Add("outputType", task.StreamOutput ? Stream : null)
            .Add("progress", Progress(task.Progress))
            .Add("effect", task.Effect is { } effect ? Words.Effects.WordOf(effect) : null)
            .Add("cache", Cache(task.Cache))
            .Add("next", Next(task.Next))
            .ToValue();
    }

    private static void AddOwn(Block block, TaskDescriptor task)
    {
        switch (task)
        {
            case FunctionTask function:
                FunctionBlock.Add(block, function);
                break;
            case ReturnTask back:
                block.Add("conditions", Texts(back.Conditions));
                break;
            case SuspenseTask suspense:
                block.Add("conditions", Texts(suspense.Conditions)).AddTexts("interruptions", suspense.Interruptions);
                break;
            case ScriptTask script:
                block.Add("run", script.Run).Add("expression", script.Expression);
                break;
            case SwitchTask route:
                block.AddList("switches", route.Switches, Case);
                break;
            case ChoiceTask choice:
                block.Add("choices", choice.Choices is { } branches ? FlowValue.Array(branches.Select(Branch)) : default);
                break;
            case ForeachTask loop:
                AddLoop(block, loop);
                break;
        }
    }

    private static void AddLoop(Block block, ForeachTask loop) => block
        .Add("iterationMapping", loop.IterationMapping is { } iteration
            ? new Block()
                .Add("collection", iteration.Collection)
                .Add("item", iteration.Item)
                .Add("index", iteration.Index)
                .Add("identity", iteration.Identity)
            : null)
        .Add("synchronization", loop.Synchronization is { } bound
            ? new Block().AddTexts("conditions", bound.Conditions).Add("maxConcurrency", bound.MaxConcurrency.Value)
            : null)
        .Add("failure", loop.Failure is { FailFast: false, Tolerate.Value: 0 }
            ? null
            : new Block()
                .Add("mode", loop.Failure.FailFast ? Words.FailureModes.WordOf(true) : null)
                .AddNumber("tolerate", loop.Failure.Tolerate.Value, otherwise: 0))
        .Add("batch", loop.Batch is { } batch ? FlowValue.From((long)batch.Value) : default)
        .AddList("tasks", loop.Tasks, Of);

    private static FlowValue Case(SwitchCase one) => new Block()
        .Add("condition", one.Condition)
        .Add("next", Next(one.Next))
        .AddFlag("break", one.Break)
        .ToValue();

    private static FlowValue Branch(ChoiceBranch branch) => new Block()
        .Add("condition", branch.Condition)
        .AddList("tasks", branch.Tasks, Of)
        .ToValue();

    private static FlowValue Texts(IReadOnlyList<Located<string>>? texts) =>
        texts is null ? default : FlowValue.Array(texts.Select(text => FlowValue.From(text.Value)));

    // A text of several names would be taken apart at its commas.
    private static FlowValue Next(IReadOnlyList<Located<string>> names) => names switch
    {
        [] => default,
        [{ Value: { } one }] when !one.Contains(',', StringComparison.Ordinal) => one,
        _ => FlowValue.Array(names.Select(name => FlowValue.From(name.Value))),
    };

    private static Block? Timeline(TimelineDescriptor? timeline) => timeline is null
        ? null
        : new Block()
            .Add("timeoutInSeconds", timeline.TimeoutInSeconds.Value)
            .Add("totalTimeoutInSeconds", timeline.TotalTimeoutInSeconds.Value)
            .Add("suspenseIntervalSeconds", timeline.SuspenseIntervalSeconds.Value)
            .Add("suspenseTimestamp", timeline.SuspenseTimestamp.Value)
            .AddFlag("skipOnTimeout", timeline.SkipOnTimeout);

    private static Block? Progress(ProgressDescriptor? progress) => progress is null
        ? null
        : new Block()
            .AddNumber("weight", progress.Weight.Value, otherwise: 1)
            .Add("calculation", progress.Calculation)
            .AddUnlessEmpty("args", progress.Args);

    private static Block? Cache(CacheDescriptor? cache) => cache is null
        ? null
        : new Block()
            .Add("key", cache.Key)
            .Add("version", cache.Version)
            .Add("maxAge", cache.MaxAge is { } age ? $"{((decimal)age.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)}s" : null);
}

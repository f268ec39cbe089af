using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>The fields that tasks of every category have.</summary>
internal static class TaskRules
{
    /// <summary>The last millisecond of the year 9999.</summary>
    private const double LastTimestamp = 253402300799999;

    public static void Check(ListedTask listed, FlowCheck check)
    {
        var task = listed.Task;
        CheckName(task, check);
        if (task is not SwitchTask)
        {
            NextRules.Check(listed, task.Next, check);
        }

        check.Mappings.Check(task.InputMappings, MappingKind.Input, listed);
        check.Mappings.Check(task.OutputMappings, MappingKind.Output, listed);
        if (task.Parameters.Kind is not (FlowValueKind.Object or FlowValueKind.Missing))
        {
            check.Findings.Error(FlowErrorCodes.NoObject, task.Place, "'parameters' must be an object");
        }

        CheckTimeline(task.Timeline, check);
        if (task.Progress is { } progress)
        {
            check.AtLeast(progress.Weight, 0, "weight");
            ExpressionRules.Check(progress.Calculation, "calculation", ExpressionRules.OfProgress, check);
            CheckArgs(progress.Args, task.Place, check);
        }

        CheckCache(task, check);
        CheckCategory(listed, check);
    }

    private static void CheckArgs(FlowValue args, SourcePlace place, FlowCheck check)
    {
        foreach (var arg in args.Items)
        {
            if (arg["variable"].AsString() is not { Length: > 0 })
            {
                check.Findings.Error(FlowErrorCodes.InvalidSetting, place, "each of the 'args' of a progress needs a 'variable', and a 'source'");
            }
            else if (arg["source"].AsString() is { } source && PathText.IsPath(source))
            {
                check.Paths.Check(source, place);
            }
        }
    }

    private static void CheckName(TaskDescriptor task, FlowCheck check)
    {
        NameRules.Check(task.Name, "the task", "name", check);
        if (task.Name.Value is { Length: > 0 } name && (name == check.Flow.Workspace.Value || name == check.Flow.DagName.Value))
        {
            check.Findings.Error(
                FlowErrorCodes.NameOfFlow, task.Name.Place, $"'{name}' is the name of the flow; a task needs one of its own");
        }
    }

    private static void CheckTimeline(TimelineDescriptor? timeline, FlowCheck check)
    {
        if (timeline is not null)
        {
            SettingRules.Check(timeline.TimeoutInSeconds, "timeoutInSeconds", "input", least: 0, check);
            SettingRules.Check(timeline.TotalTimeoutInSeconds, "totalTimeoutInSeconds", "input", least: 0, check);
            SettingRules.Check(timeline.SuspenseIntervalSeconds, "suspenseIntervalSeconds", "input", least: 0, check);
            SettingRules.Check(timeline.SuspenseTimestamp, "suspenseTimestamp", "input", least: 0, check, LastTimestamp);
        }
    }

    private static void CheckCache(TaskDescriptor task, FlowCheck check)
    {
        if (task.Cache is not { } cache)
        {
            return;
        }

        ExpressionRules.Check(cache.Key, "key", ExpressionRules.OfKey, check);
        if (task.Effect == TaskEffect.Write || (task.Effect is null && task is FunctionTask))
        {
            check.Findings.Warning(
                FlowErrorCodes.CacheOfWrite,
                cache.Place,
                "the result of a task that writes is not reused",
                "say 'effect: read' or 'effect: pure' if the task changes nothing");
        }
    }

    private static void CheckCategory(ListedTask listed, FlowCheck check)
    {
        switch (listed.Task)
        {
            case FunctionTask function:
                FunctionRules.Check(function, check);
                break;
            case ReturnTask end:
                ReturnRules.Check(end, check);
                break;
            case ChoiceTask choice:
                ChoiceRules.Check(choice, check);
                break;
            case SwitchTask branch:
                SwitchRules.Check(branch, listed, check);
                break;
            case ForeachTask loop:
                ForeachRules.Check(loop, check);
                break;
            case SuspenseTask suspense:
                SuspenseRules.Check(suspense, check);
                break;
            case ScriptTask script:
                ScriptRules.Check(script, check);
                break;
        }
    }
}

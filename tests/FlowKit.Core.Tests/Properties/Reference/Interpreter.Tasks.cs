using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>The life of a task: its turn, its mappings, its end; suspense.</summary>
internal sealed partial class Interpreter
{
    private void Begin(Instance task)
    {
        if (EverybodySaysSkip(task))
        {
            task.SkippedByAll = true;
            End(task, FlowTaskStatus.Skipped);
        }
        else if (task.Model.DegradeCurrent)
        {
            End(task, FlowTaskStatus.Skipped);
        }
        else if (MapInput(task))
        {
            Fail(task, MappingFailure(task));
        }
        else if (task.Model.Delay > 0)
        {
            task.Status = FlowTaskStatus.Ready;
            At(_now + task.Model.Delay, () => WhenNotPaused(() =>
            {
                if (task.Status == FlowTaskStatus.Ready)
                {
                    Start(task);
                }
            }));
        }
        else
        {
            Start(task);
        }
    }

    private void Start(Instance task)
    {
        switch (task.Model.Kind)
        {
            case TaskKind.Function:
                BeginAttempt(task);
                break;
            case TaskKind.Pass:
                Succeed(task, (JsonObject)task.Input.DeepClone());
                break;
            case TaskKind.Return when !task.Model.Conditions.All(condition => condition.Holds(task.Input)):
                End(task, FlowTaskStatus.Skipped);
                break;
            case TaskKind.Return:
                Succeed(task, []);
                break;
            case TaskKind.Switch:
                Route(task);
                Succeed(task, []);
                break;
            case TaskKind.Choice:
                StartChoice(task);
                LimitBranches(task);
                break;
            case TaskKind.Foreach:
                StartLoop(task);
                if (task.Status == FlowTaskStatus.Running)
                {
                    LimitBranches(task);
                }

                break;
            default:
                StartSuspense(task);
                break;
        }
    }

    private static void Run(Instance task)
    {
        task.Status = FlowTaskStatus.Running;
        task.HasRun = true;
    }

    private static void Route(Instance task)
    {
        var held = false;
        var closed = false;
        foreach (var one in task.Model.Cases.Where(one => one.Condition is not null))
        {
            if (!closed && one.Condition!.Holds(task.Input))
            {
                held = true;
                closed = one.Break;
                task.Opened.UnionWith(one.Next);
            }
        }

        foreach (var one in task.Model.Cases.Where(one => one.Condition is null && !held))
        {
            task.Opened.UnionWith(one.Next);
        }
    }

    /// <summary>True for a fault of a strict mapping.</summary>
    private static bool MapInput(Instance task)
    {
        var input = new JsonObject();
        var context = task.Scope.Context;
        foreach (var key in task.Model.Reads)
        {
            Write(input, key, context[key]);
        }

        if (task.Model.Kind == TaskKind.Suspense)
        {
            Write(input, SuspenseWords.Key, context[task.Model.Name]);
        }

        if (task.Model.Loop is { } loop)
        {
            Write(input, LoopModel.ListKey, loop.ItemsFrom is { } key ? context[key] : loop.ItemsInPlace);
        }

        if (task.Model.Fault == MappingFault.InInput)
        {
            Write(input, "scalar", 1);
        }

        foreach (var (key, value) in task.Model.Defaults)
        {
            if (input[key] is null)
            {
                input[key] = value;
            }
        }

        task.Input = input;
        return task.Model.Fault == MappingFault.InInput;
    }

    private static bool MapOutput(Instance task, JsonObject output)
    {
        var context = task.Scope.Context;
        if (task.Model.Writes)
        {
            Write(context, task.Model.Name, task.Model.Kind switch
            {
                TaskKind.Function => output["v"],
                TaskKind.Pass or TaskKind.Choice => output,
                TaskKind.Foreach => output["sub_context"],
                TaskKind.Suspense => output[SuspenseWords.Key],
                _ => 1,
            });
        }

        if (task.Model.Fault == MappingFault.InOutput)
        {
            Write(context, task.Model.Name + "Scalar", 1);
        }

        return task.Model.Fault == MappingFault.InOutput;
    }

    // A null is not written.
    private static void Write(JsonObject document, string key, JsonNode? value)
    {
        if (value is not null)
        {
            document[key] = value.DeepClone();
        }
    }

    private static RefFailure MappingFailure(Instance task) => new(FlowErrorCodes.MappingMisfit, task.Name);

    private void Succeed(Instance task, JsonObject output)
    {
        if (MapOutput(task, output))
        {
            Fail(task, MappingFailure(task));
        }
        else
        {
            End(task, FlowTaskStatus.Succeed);
        }
    }

    /// <summary>A failure that the task's tolerance covers.</summary>
    private void Fail(Instance task, RefFailure failure) =>
        End(task, task.Model.Tolerance ? FlowTaskStatus.Skipped : FlowTaskStatus.Failed, failure);

    private void End(Instance task, FlowTaskStatus status, RefFailure? failure = null)
    {
        task.Status = status;
        task.Failure = failure;
        task.EndedAt = _now;
    }

    private void StartSuspense(Instance task)
    {
        Run(task);

        // A wake-up during a start delay changed the context, and counts.
        MapInput(task);
        if (task.Model.Timeout > 0)
        {
            At(_now + task.Model.Timeout, () =>
            {
                if (task.Status == FlowTaskStatus.Running)
                {
                    var skips = task.Model is { Tolerance: true, SkipOnTimeout: true };
                    End(task, skips ? FlowTaskStatus.Skipped : FlowTaskStatus.Failed, new(FlowErrorCodes.TaskTimeout, task.Name));
                }
            });
        }

        Test(task);
    }

    private void Test(Instance task)
    {
        if (SuspenseWords.Condition.Holds(task.Input))
        {
            End(task, FlowTaskStatus.Succeed);
        }
        else if (SuspenseWords.Interruption.Holds(task.Input))
        {
            End(task, FlowTaskStatus.Failed, new(FlowErrorCodes.Interrupted, task.Name));
        }
    }
}

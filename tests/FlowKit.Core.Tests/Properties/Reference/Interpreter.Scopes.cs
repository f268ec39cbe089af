using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>Scopes: when tasks may begin, when a branch or the execution is over; loops and choices.</summary>
internal sealed partial class Interpreter
{
    private long _endedAt;

    private void Begin(Scope scope)
    {
        foreach (var task in scope.Tasks.Where(task => task.Model.Kind == TaskKind.Suspense))
        {
            if (_fates.EarlyWake(task.Name) is { } wake)
            {
                Outside(new OutsideEvent.Wake(_now + wake.After, task.Name, wake.Word));
            }
        }
    }

    private static bool MayBegin(Instance task)
    {
        if (task.Status != FlowTaskStatus.NotStarted)
        {
            return false;
        }

        var predecessors = task.Scope.PredecessorsOf(task).ToList();
        return predecessors.Count == 0 || (task.Model.StreamInput
            ? predecessors.Any(one => IsDoneFor(one, task) || (one.Model.StreamOutput && (one.HasRun || one.IsEnded)))
            : predecessors.All(one => IsDoneFor(one, task)));
    }

    private static bool IsDoneFor(Instance predecessor, Instance task) =>
        predecessor.IsDone || (predecessor.Status == FlowTaskStatus.KeySucceed && task.Model.KeyCallback);

    private static bool EverybodySaysSkip(Instance task)
    {
        var predecessors = task.Scope.PredecessorsOf(task).ToList();
        return predecessors.Count > 0 && predecessors.All(one => IsDoneFor(one, task) && SaysSkip(one, task));
    }

    private static bool SaysSkip(Instance predecessor, Instance task)
    {
        if (predecessor.Model.DegradeFollowings || predecessor.SkippedByAll)
        {
            return true;
        }

        return predecessor.Status == FlowTaskStatus.Succeed && predecessor.Model.Kind switch
        {
            TaskKind.Return => true,
            TaskKind.Switch => !predecessor.Opened.Contains(task.Model.Name),
            _ => false,
        };
    }

    /// <summary>Nothing in it runs and nothing in it can begin; what is KEY_SUCCEED keeps it open as long as nothing failed.</summary>
    private bool IsOver(Scope scope)
    {
        if (scope.Tasks.Any(task => task.Status is FlowTaskStatus.Ready or FlowTaskStatus.Running || MayBegin(task)))
        {
            return false;
        }

        var keyOpen = scope.Tasks.Any(task => task.Status == FlowTaskStatus.KeySucceed) && !scope.HasFailed;
        return !keyOpen || (scope == _root && !_keyNews);
    }

    private void End(Scope scope)
    {
        if (scope.Tasks.Any(task => task.Status == FlowTaskStatus.KeySucceed) && !scope.HasFailed)
        {
            _keyNews = true;
            return;
        }

        scope.IsEnded = true;
        if (scope == _root)
        {
            _status = scope.HasFailed ? ExecutionStatus.Failed : ExecutionStatus.Succeed;
            _failure = scope.HasFailed ? FirstFailure(scope.Tasks) : null;
            _endedAt = _now;
        }
    }

    private static RefFailure FirstFailure(IEnumerable<Instance> tasks)
    {
        var failed = tasks.Where(task => task.Status == FlowTaskStatus.Failed).OrderBy(task => task.EndedAt).ToList();
        var first = failed[0].Failure!;
        return first with { IsSure = first.IsSure && (failed.Count == 1 || failed[1].EndedAt > failed[0].EndedAt) };
    }

    private void EndFromOutside(ExecutionStatus status)
    {
        if (_root.IsEnded)
        {
            return;
        }

        Cancel(_root);
        _status = status;
        _failure = new(status == ExecutionStatus.Timeout ? FlowErrorCodes.ExecutionTimeout : FlowErrorCodes.Canceled, string.Empty);
        _endedAt = _now;
    }

    private static void Cancel(Scope scope)
    {
        scope.IsEnded = true;
        foreach (var task in scope.Tasks.Where(task => !task.IsEnded))
        {
            foreach (var branch in task.Branches.Where(branch => branch is { IsEnded: false }))
            {
                Cancel(branch!);
            }

            task.Status = FlowTaskStatus.Canceled;
        }
    }

    private static JsonNode? CollectionOf(Instance loop) => loop.Input[LoopModel.ListKey];

    private void StartLoop(Instance loop)
    {
        var items = CollectionOf(loop);
        if (items is not null and not JsonArray)
        {
            Fail(loop, new(FlowErrorCodes.CollectionIsNoList, loop.Name));
            return;
        }

        Run(loop);
        var count = (items as JsonArray)?.Count ?? 0;
        var size = Math.Max(1, loop.Model.Loop!.Batch);
        loop.Branches.AddRange(new Scope?[(count + size - 1) / size]);
    }

    private static bool MayBeginBranch(Instance task)
    {
        if (task.Model.Loop is not { } loop || !task.Branches.Contains(null))
        {
            return false;
        }

        var running = task.Branches.Count(branch => branch is { IsEnded: false });
        var failed = task.Branches.Count(branch => branch is { IsEnded: true, HasFailed: true });
        return (loop.Concurrency == 0 || running < loop.Concurrency) && !(loop.FailFast && failed > loop.Tolerate);
    }

    private void BeginBranch(Instance task)
    {
        var loop = task.Model.Loop!;
        var number = task.Branches.IndexOf(null);
        var items = (JsonArray)CollectionOf(task)!;
        var context = (JsonObject)task.Input.DeepClone();
        context.Remove(LoopModel.ListKey);
        context[LoopModel.ItemKey(task.Model.Name)] = loop.Batch == 0
            ? items[number]?.DeepClone()
            : new JsonArray([.. items.Skip(number * loop.Batch).Take(loop.Batch).Select(item => item?.DeepClone())]);
        context[LoopModel.IndexKey(task.Model.Name)] = number;
        var branch = task.Branches[number] = new Scope(loop.Tasks, task, number, context);
        Begin(branch);
    }

    private void StartChoice(Instance choice)
    {
        Run(choice);
        for (var i = 0; i < choice.Model.Branches.Count; i++)
        {
            var model = choice.Model.Branches[i];
            var branch = new Scope(model.Tasks, choice, i, (JsonObject)choice.Input.DeepClone());
            choice.Branches.Add(branch);
            if (model.Condition.Holds(choice.Input))
            {
                Begin(branch);
                continue;
            }

            branch.NotChosen = branch.IsEnded = true;
            foreach (var task in branch.Tasks)
            {
                task.Status = FlowTaskStatus.Skipped;
            }
        }
    }

    /// <summary>All branches that began have ended and no other may begin.</summary>
    private static bool BranchesAreOver(Instance task) =>
        task.Model.Kind is TaskKind.Foreach or TaskKind.Choice && task.Branches.All(branch => branch is null or { IsEnded: true });

    private void Join(Instance task)
    {
        var failed = task.Branches.Where(branch => branch is { HasFailed: true }).ToList();
        var fault = MapOutput(task, task.Model.Kind == TaskKind.Foreach
            ? new JsonObject { ["sub_context"] = new JsonArray([.. task.Branches.Select(branch => branch?.Context.DeepClone())]) }
            : Merged(task));
        if (failed.Count > (task.Model.Loop?.Tolerate ?? 0))
        {
            // Its tolerance covers its own start, not its branches.
            End(task, FlowTaskStatus.Failed, FirstFailure(failed.SelectMany(branch => branch!.Tasks)));
        }
        else if (fault)
        {
            Fail(task, MappingFailure(task));
        }
        else
        {
            End(task, FlowTaskStatus.Succeed);
        }
    }

    private static JsonObject Merged(Instance choice)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in choice.Branches.Where(branch => !branch!.NotChosen).SelectMany(branch => branch!.Context))
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    private void LimitBranches(Instance task)
    {
        if (task.Model.Timeout == 0)
        {
            return;
        }

        At(_now + task.Model.Timeout, () =>
        {
            if (task.Status != FlowTaskStatus.Running)
            {
                return;
            }

            foreach (var branch in task.Branches.Where(branch => branch is { IsEnded: false }))
            {
                Cancel(branch!);
            }

            End(task, FlowTaskStatus.Failed, new(FlowErrorCodes.TaskTimeout, task.Name));
        });
    }
}

using FlowKit.Deciding;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>
/// The call that tells of an end: what the callback's mappings give, <c>execution_id</c>, <c>dag_status</c> in the lower case that executors
/// expect, <c>error_info</c> on a failure, and <c>dag_info</c> and <c>data</c> where the callback asks for them.
/// </summary>
internal static class EndCallbackRequest
{
    private const string Name = "callback";

    public static DispatchRequest Of(Turn turn)
    {
        var state = turn.State;
        var callback = turn.Callback!;
        var execution = new DispatchedExecution(state.Id, turn.Plan.Name)
        {
            IsFlowForeign = turn.Plan.IsForeign,
            RootId = state.RootId,
            ServerUrl = turn.Options.CallbackUrls.Server,
            Trace = state.Trace,
        };
        var task = new DispatchedTask(Name, callback.Protocol, TaskPattern.TaskSync) { Secrets = callback.Secrets, TellsEnd = true };
        return new(execution, task, Name, callback.Resource, deadline: 0)
        {
            Attempt = state.EndCallback!.Attempt,
            Epoch = state.Epoch,
            Input = Input(turn),
            SentAt = turn.Now,
        };
    }

    private static FlowValue Input(Turn turn)
    {
        var (state, callback) = (turn.State, turn.Callback!);
        List<FlowFailure>? faults = null;
        turn.Document.BeginInput(state.Root.Tasks[0]);
        MappingList.Run(callback.InputMappings, turn.Document, ref faults);
        var input = new ValueEditor(turn.Document.TakeInput(FlowValue.EmptyObject));
        input.Set("execution_id", state.Id);
        input.Set("dag_status", state.Status.ToText().ToLowerInvariant());
        if (state.Failure is { } failure)
        {
            input.Set("error_info", FlowValue.Object(
                ("code", failure.Code), ("message", failure.Message), ("task", failure.Task), ("failed_tasks", FailedTasks(turn))));
        }

        if (callback.FullDagInfo)
        {
            input.Set("dag_info", DagInfo(turn));
        }

        if (callback.FullContext)
        {
            input.Set("data", state.Root.Context.Snapshot());
        }

        return input.Snapshot();
    }

    private static FlowValue FailedTasks(Turn turn) => FlowValue.Object(
        Views.Execution(turn.Plan, turn.State).Tasks.Values
            .Where(task => task.Status == FlowTaskStatus.Failed)
            .Select(task => KeyValuePair.Create(
                task.Name, FlowValue.Object(("code", task.Failure?.Code), ("message", task.Failure?.Message)))));

    private static FlowValue DagInfo(Turn turn) => FlowValue.Object(
        ("execution_id", turn.State.Id),
        ("dag_status", turn.State.Status.ToText()),
        ("tasks", FlowValue.Object(Views.Execution(turn.Plan, turn.State).Tasks.Values.Select(task => KeyValuePair.Create(
            task.Name, FlowValue.Object(("status", task.Status.ToText()), ("attempts", task.Attempts)))))));
}

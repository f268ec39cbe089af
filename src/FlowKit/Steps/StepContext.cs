using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>One attempt of a step, as its code sees it. Safe to use from many threads.</summary>
public sealed class StepContext
{
    private readonly DispatchRequest _request;
    private readonly FlowEngine _engine;

    internal StepContext(DispatchRequest request, FlowValue parameters, FlowEngine engine)
    {
        _request = request;
        _engine = engine;
        Params = new(parameters);
        Common = new(request.Input[StepMappings.Common]);
    }

    /// <summary>The execution.</summary>
    public string ExecutionId => _request.ExecutionId;

    /// <summary><c>workspace:dagName</c>.</summary>
    public string Flow => _request.Flow;

    /// <summary>The step's own name.</summary>
    public string Name => _request.TaskName;

    /// <summary>The name of this instance of the step: in a loop such as <c>nodes_2-label</c>, else its own name.</summary>
    public string Instance => _request.Task;

    /// <summary>The try, from 1.</summary>
    public int Attempt => _request.Attempt;

    /// <summary>The same whenever this attempt runs, also again after a crash.</summary>
    public string IdempotencyKey => _request.IdempotencyKey;

    /// <summary>When the attempt has taken too long; null for no limit.</summary>
    public DateTimeOffset? Deadline => _request.Deadline;

    /// <summary>
    /// The parameters of the execution, as they were when the step began; in the context they are <c>common</c>. What is set comes to them by
    /// its name: steps beside each other that set different names do not overwrite each other.
    /// </summary>
    public StepParameters Common { get; }

    /// <summary>The parameters of the step, its texts rendered; what it sets is <c>steps.&lt;name&gt;</c> in the context.</summary>
    public StepParameters Params { get; }

    /// <summary>
    /// Keeps what was set so far, whatever comes of the attempt. It is on record when the task completes; the next attempt, or this one again
    /// after a crash, begins with it.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; it may be on record then.</param>
    /// <exception cref="Errors.FlowException">
    /// <see cref="Errors.FlowErrorCodes.AttemptOver"/>: the attempt is no longer wanted, and nothing was changed. What else the engine refuses
    /// an operation for.
    /// </exception>
    public async ValueTask SaveAsync(CancellationToken cancellationToken = default)
    {
        var output = Output(default, default);
        if (output.Count > 0)
        {
            await _engine.SaveAttemptAsync(_request, output, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The output of the attempt: what it set, what it gave, and what came of its texts.</summary>
    internal FlowValue Output(FlowValue given, FlowValue rendered)
    {
        var parameters = Params.Changes(given);
        var common = Common.Changes();
        var members = new List<KeyValuePair<string, FlowValue>>(3);
        Add(StepMappings.Common, common);
        Add(StepMappings.Params, parameters);
        Add(StepMappings.Rendered, rendered);
        return members.Count == 0 ? FlowValue.EmptyObject : FlowValue.Object(members);

        void Add(string name, FlowValue value)
        {
            if (!value.IsMissing)
            {
                members.Add(new(name, value));
            }
        }
    }
}

using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>The documents of the task whose mappings run at the moment. Context writes go through the turn.</summary>
internal sealed class TaskDocument(Turn turn) : IMappingDocument
{
    private ScopeState _scope = null!;
    private ValueEditor? _inputEditor;
    private FlowValue _input;
    private FlowValue _output;

    public ExpressionServices Services => turn.Services;

    /// <summary>For input mappings: a fresh input that is written.</summary>
    public void BeginInput(TaskState task)
    {
        Begin(task.Scope, default, default);
        _inputEditor = new ValueEditor(FlowValue.EmptyObject);
    }

    /// <summary>For output mappings: the input as it was, and the output.</summary>
    public void BeginOutput(TaskState task, FlowValue output) => Begin(task.Scope, task.Input, output);

    /// <summary>For what is read from the context of a scope alone.</summary>
    public void BeginContext(ScopeState scope) => Begin(scope, default, default);

    /// <summary>Takes the input that was written, safe to keep.</summary>
    public FlowValue TakeInput(FlowValue parameters)
    {
        var editor = _inputEditor!;
        for (var i = 0; i < parameters.Count; i++)
        {
            var name = parameters.AsObjectNode!.NameAt(i);
            if (editor.Root[name].IsNullOrMissing)
            {
                editor.Set(name, parameters.AsObjectNode.ValueAt(i));
            }
        }

        _inputEditor = null;
        return editor.Snapshot();
    }

    public PathRoots Roots() => new() { Context = _scope.Context.Root, Input = _inputEditor?.Root ?? _input, Output = _output };

    public FlowValue Share(FlowValue part)
    {
        _scope.Context.Share(part);
        _inputEditor?.Share(part);
        return part;
    }

    public FlowValue Reserved(string key) => key switch
    {
        ReservedKeys.ExecutionId => turn.State.Id,
        ReservedKeys.RootExecutionId => turn.State.RootId,
        _ => default,
    };

    public string? TriggerUrl(string task)
    {
        // A task of the same branch is meant first, then one further out.
        for (var scope = _scope; scope is not null; scope = scope.Parent?.Scope)
        {
            if (turn.Plan.Groups[scope.Group].Find(task) is { } node)
            {
                return turn.Options.CallbackUrls.Of(turn.State.Id, InstanceName.Of(turn.Plan, scope.Tasks[node.Index]), turn.Now);
            }
        }

        return turn.Options.CallbackUrls.Of(turn.State.Id, task, turn.Now);
    }

    public bool TryWrite(bool toInput, PathSegment[] location, FlowValue value, out Misfit misfit)
    {
        misfit = Refuse(toInput, location, value) ?? default;
        if (misfit.Code is not null)
        {
            return false;
        }

        string? text;
        var written = toInput ? _inputEditor!.TryWrite(location, value, out text) : turn.TryWrite(_scope, location, value, out text);
        misfit = written ? default : Misfit.Of(text!);
        return written;
    }

    private Misfit? Refuse(bool toInput, PathSegment[] location, FlowValue value)
    {
        var limits = turn.Options.Limits;
        if (Bounds.Misfit(limits, location, value) is { } misfit)
        {
            return misfit;
        }

        if (toInput)
        {
            // Output mappings read the input as it was; they have nothing of it to write.
            return _inputEditor is null ? Misfit.Of("the input of a task is not written after it began") : null;
        }

        if (location[0].Name is { } key && ReservedKeys.Contains(key))
        {
            return Misfit.Of($"the key '{key}' belongs to the engine");
        }

        return Bounds.HasRoom(limits, _scope, value)
            ? null
            : new(FlowErrorCodes.ContextTooLarge, $"the context would be larger than {limits.ContextBytes} bytes");
    }

    private void Begin(ScopeState scope, FlowValue input, FlowValue output)
    {
        _scope = scope;
        _input = input;
        _output = output;
        _inputEditor = null;
    }
}

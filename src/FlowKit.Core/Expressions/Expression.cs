using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;
using FlowKit.Expressions.Reading;
using FlowKit.Values;

namespace FlowKit.Expressions;

/// <summary>
/// A compiled expression: transforms, scripts, progress calculations, cache keys. Compiled once, evaluated any number of times and on any
/// threads. It reaches nothing but its input, and every evaluation is bounded.
/// </summary>
internal sealed class Expression
{
    private readonly ExpressionNode _root;
    private readonly Variable[] _begin;
    private readonly int _slots;
    private readonly bool _changesValues;

    private Expression(string text)
    {
        Text = text;
        var parser = new Parser(text);
        var root = parser.ParseAll();
        _changesValues = parser.ChangesValues;
        var binder = new Binder(text) { Groups = parser.Groups, Patterns = parser.Patterns };
        _begin =
        [
            .. parser.RootVariables.Select(name => binder.Scope.Declare(name, ExpressionInput.RootOf(name))),
            .. binder.DeclareAssigned(parser.Assigned.Concat(parser.Groups.Select(number => $"${number}"))),
        ];
        _root = root.Bind(binder);
        _slots = binder.Scope.Slots;
        FreeVariables = binder.FreeVariables();
        ContextReads = [.. binder.MembersOf(ExpressionInput.RootOf("context"))];
        Patterns = parser.Patterns.Count;
    }

    public string Text { get; }

    /// <summary>
    /// The names the expression reads without defining them, in order of the text: roots such as <c>source</c>, and names that nobody
    /// gives a value to, which are nil.
    /// </summary>
    public IReadOnlyList<ExpressionVariable> FreeVariables { get; }

    /// <summary>What the expression reads of <c>context</c>, each as the names from there on; no names for all of it.</summary>
    public IReadOnlyList<string[]> ContextReads { get; }

    /// <summary>How many regular expressions the text has.</summary>
    public int Patterns { get; }

    /// <summary>Whether the expression reads a root.</summary>
    public bool Reads(string root) => FreeVariables.Any(variable => variable.Name == root);

    /// <summary>Compiles a text; the fault is the first there is.</summary>
    public static bool TryCompile(
        string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (expression, fault) = (null, null);
        try
        {
            if (text.Length > ExpressionLimits.MaxTextLength)
            {
                throw new ExpressionSyntaxException(
                    FlowErrorCodes.ExpressionTooLarge, 0, $"the expression is longer than {ExpressionLimits.MaxTextLength} characters");
            }

            expression = new(text);
            return true;
        }
        catch (ExpressionSyntaxException broken)
        {
            fault = ExpressionFault.At(text, broken.Position, broken.Code, broken.Message);
            return false;
        }
    }

    /// <summary>The value of <c>return</c> or of the last expression; JSON null for nil.</summary>
    public bool TryEvaluate(in ExpressionInput input, out FlowValue value, [NotNullWhen(false)] out ExpressionFault? fault)
    {
        var e = new Evaluation(in input, _changesValues, _slots == 0 ? [] : new Operand[_slots]);
        value = default;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _begin.Begin(ref e);
            var result = _root.Evaluate(ref e);
            if (e.Signal == Signal.Return)
            {
                e.Signal = Signal.None;
            }

            if (!e.Stopped)
            {
                value = result.ToPlainValue();
                if (!value.IsMissing || Results.TryUnchanged(result, out value) || Results.TryConvert(ref e, result, out value))
                {
                    fault = null;
                    return true;
                }
            }
        }
        else
        {
            e.Fail(FlowErrorCodes.ExpressionDepth, "the expression was begun too deep in other work");
        }

        value = default;
        fault = ExpressionFault.At(Text, e.FaultPosition, e.FaultCode!, e.FaultMessage!);
        return false;
    }
}

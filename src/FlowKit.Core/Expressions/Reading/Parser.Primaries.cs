using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>This part: values, names and calls.</summary>
internal sealed partial class Parser
{
    private ExpressionNode ParsePrimary()
    {
        switch (_token.Kind)
        {
            case TokenKind.Number:
                var number = Take();
                return new ConstantNode(Operand.Of(number.Number), number.Position);
            case TokenKind.Text:
                return ParseText(Take());
            case TokenKind.Name:
                return ParseNamed();
            case TokenKind.Symbol when Sees("("):
                Take();
                var inner = ParseExpression();
                Expect(")", "after the expression in brackets");
                return inner;
            case TokenKind.Symbol when Sees("/"):
                return ParsePattern();
            case TokenKind.Symbol when Sees("["):
                throw Fault(_token.Position, "a list is made by seq.list(1, 2)");
            case TokenKind.Symbol when Sees("{"):
                throw Fault(_token.Position, "a map is made by seq.map('key', 1)");
            default:
                throw Unexpected();
        }
    }

    private ExpressionNode ParseNamed()
    {
        var at = _token.Position;
        switch (_token.Text)
        {
            case "true" or "false":
                return new ConstantNode(Operand.Of(Take().Text == "true"), at);
            case "nil":
                Take();
                return new ConstantNode(default, at);
            case "null":
                throw Fault(at, "write 'nil' for no value");
            case "lambda":
                Take();
                return ParseLambdaRest(at);
            case "fn":
                Take();
                return ParseFunctionRest(at);
            default:
                return Words.Contains(_token.Text) ? throw Unexpected() : ParseDotted(Take());
        }
    }

    /// <summary>A name, or names joined by points; called, they may be those of a function of the language.</summary>
    private ExpressionNode ParseDotted(Token first)
    {
        ExpressionNode value = Name(first);
        var name = first.Text;
        while (Sees(".") && Ahead().Kind == TokenKind.Name)
        {
            Take();
            var member = Made(Member(value));
            (value, name) = (member, $"{name}.{member.Name}");
            if (name.Length > LongestFunctionName)
            {
                return value;
            }
        }

        if (Sees("("))
        {
            return ParseCall(first, name, value);
        }

        if (value is NameNode || BuiltIns.Find(name) is null)
        {
            return value;
        }

        NoteFunction(name);
        return Made(new DottedNode(first.Text, name, (PropertyNode)value, first.Position));
    }

    private ExpressionNode ParseCall(Token first, string name, ExpressionNode value)
    {
        if (name == "is_def")
        {
            var arguments = ParseArguments();
            return arguments.Length == 1
                ? Made(new IsDefinedNode(arguments[0], first.Position))
                : throw new ExpressionSyntaxException(
                    FlowErrorCodes.ExpressionArguments, first.Position, $"'is_def' takes 1 argument, but was given {arguments.Length}");
        }

        NoteFunction(name);
        var target = BuiltIns.Find(name) is not null || value is NameNode
            ? new NameNode(name, first.Position)
            : (ExpressionNode)new DottedNode(first.Text, name, (PropertyNode)value, first.Position) { IsCalled = true };
        return Made(new CallNode(target, ParseArguments(), first.Position));
    }

    private ExpressionNode[] ParseArguments()
    {
        Take();
        Nest();
        var arguments = new List<ExpressionNode>();
        while (!Sees(")"))
        {
            if (arguments.Count > 0 && !TryTake(","))
            {
                throw Fault(_token.Position, $"',' or ')' is missing after an argument, before {_token.Description}");
            }

            arguments.Add(ParseArgument());
        }

        Take();
        _nesting--;
        return [.. arguments];
    }

    /// <summary>An expression, or an operator passed on as a function.</summary>
    private ExpressionNode ParseArgument()
    {
        if (_token.Kind != TokenKind.Symbol || BuiltIns.Find(_token.Text) is not { } op || (Sees("/") && _lexer.HasSlashAhead()))
        {
            return ParseExpression();
        }

        var next = Ahead();
        return next.Is(",") || next.Is(")") ? new ConstantNode(Operand.Of(new FunctionValue(op)), Take().Position) : ParseExpression();
    }

    private ExpressionNode ParseText(Token token)
    {
        var parts = new List<ExpressionNode>();
        foreach (var part in token.Parts!)
        {
            if (part.Characters is null)
            {
                parts.Add(ParseHole(part));
            }
            else if (part.Characters.Length > 0 || token.Parts!.Count == 1)
            {
                parts.Add(new ConstantNode(Operand.Of(part.Characters), token.Position));
            }
        }

        return token.Parts is [{ Characters: not null }] ? parts[0] : Made(new InterpolationNode([.. parts], token.Position));
    }

    private ExpressionNode ParseHole(TextPart part)
    {
        Nest();
        var inner = new Parser(_text, part.Start, part.End, _notes) { _nesting = _nesting };
        var value = inner.ParseExpression();
        _nesting--;
        return inner._token.Kind == TokenKind.End ? value : throw inner.Unexpected();
    }

    private ConstantNode ParsePattern()
    {
        var (source, at) = _lexer.Pattern(_token.Position);
        Take();
        return new(Operand.Of(Patterns.Make(source, at)), at);
    }
}

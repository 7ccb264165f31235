/** Lines that only GDScript has: declarations, annotations, and the head of a class file. */
const GDSCRIPT =
  /^[ \t]*(?:extends[ \t]+["\w]|class_name[ \t]+\w|class[ \t]+\w+.*:|(?:static[ \t]+)?func[ \t]+\w*[ \t]*\(|signal[ \t]+\w|var[ \t]+\w|enum\b.*\{|const[ \t]+\w+[ \t]*(?::|=)|@(?:export|onready|tool|icon)\b|tool[ \t]*$)/mu;

const NAME = '[\\p{L}_][\\p{L}\\p{N}_]*';
const PARAMETER = `${NAME}(?:\\[[^\\]\\n]*\\])?`;
const PARAMETERS = `\\([ \\t]*${PARAMETER}(?:[ \\t]*,[ \\t]*${PARAMETER})*[ \\t]*\\)`;

/** Lines that only Descent has: an experiment, or the definition of a function. */
const DESCENT = new RegExp(
  `^(?:(?:minimize|maximize)[ \\t]+${NAME}|${NAME}${PARAMETERS}[ \\t]*=(?!=))`,
  'mu',
);

/** Whether a text reads as GDScript, Godot's language, whose files are called `.gd` as well. */
export function readsAsGdscript(text: string): boolean {
  return GDSCRIPT.test(text);
}

/** Whether a text reads as ours and not as GDScript; false for an empty one. */
export function readsAsDescent(text: string): boolean {
  return DESCENT.test(text) && !readsAsGdscript(text);
}

// The bot of `../dialogue.py` on grammY, as its own guide builds one.
//
// node bot.js BOX_URL TOKEN [PORT]; with a port, it is told by webhook.

import { createServer } from "node:http";
import { Bot, InlineKeyboard, InputFile, Keyboard, webhookCallback } from "grammy";

const [url, token, port] = process.argv.slice(2);
const SECRET = "grammy-secret";
const SHIFTS = ["Early", "Late"];

const bot = new Bot(token, { client: { apiRoot: url } });

bot.command("start", (ctx) =>
  ctx.reply("How was <b>today</b>?", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Calm", "day:calm").text("Busy", "day:busy"),
  }));

bot.callbackQuery(/^day:(.*)$/, async (ctx) => {
  await ctx.answerCallbackQuery("Noted");
  await ctx.editMessageText(`You said ${ctx.match[1]}`);
  await ctx.reply("What made it so?", {
    reply_markup: new Keyboard().text("The people").text("The work").resized(),
  });
});

bot.command("poll", (ctx) => ctx.replyWithPoll("Which shift?", SHIFTS, { is_anonymous: false }));

bot.on("poll_answer", (ctx) => {
  const { user, option_ids: [chosen] } = ctx.pollAnswer;
  return ctx.api.sendMessage(user.id, `You chose ${SHIFTS[chosen]}`);
});

bot.chatType(["group", "supergroup"]).on("my_chat_member", async (ctx) => {
  const wasOut = ["left", "kicked"].includes(ctx.myChatMember.old_chat_member.status);
  if (wasOut) await ctx.reply(`Hello, ${ctx.chat.title}`);
});

bot.command("who", async (ctx) =>
  ctx.reply(`We are ${await ctx.getChatMemberCount()}`, {
    reply_parameters: { message_id: ctx.msgId },
  }));

bot.command("topic", async (ctx) => {
  const { name, message_thread_id } = await ctx.createForumTopic(ctx.match);
  await ctx.reply(`Talk about ${name} here`, { message_thread_id });
});

bot.command("here", (ctx) =>
  ctx.reply("I am here", { message_thread_id: ctx.msg.message_thread_id }));

bot.on("message:photo", async (ctx) => {
  const { file_path } = await ctx.getFile();
  const response = await fetch(`${url}/file/bot${token}/${file_path}`);
  const picture = new Uint8Array(await response.arrayBuffer());
  await ctx.replyWithPhoto(new InputFile(picture, "back.png"), {
    caption: `${picture.length} bytes`,
  });
});

bot.on("message:text", (ctx) =>
  ctx.reply(`I heard: ${ctx.msg.text}`, {
    reply_parameters: { message_id: ctx.msgId },
    reply_markup: { remove_keyboard: true },
  }));

bot.on("edited_message:text", (ctx) => ctx.reply(`Now I hear: ${ctx.msg.text}`));

if (port) {
  const server = createServer(webhookCallback(bot, "http", { secretToken: SECRET }));
  server.listen(Number(port), "127.0.0.1", () =>
    bot.api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: SECRET }));
  process.once("SIGTERM", () => {
    server.close();
    server.closeAllConnections();
  });
} else {
  process.once("SIGTERM", () => bot.stop());
  await bot.start();
}

"""Every method of Bot API 10.3 is played, or says that it is not; nothing else is known."""

import pytest

from bot.sandbox.methods import METHODS
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

_ALL = """
    getUpdates setWebhook deleteWebhook getWebhookInfo getMe logOut close sendMessage
    forwardMessage forwardMessages copyMessage copyMessages sendPhoto sendLivePhoto sendAudio
    sendDocument sendVideo sendAnimation sendVoice sendVideoNote sendPaidMedia sendMediaGroup
    sendLocation sendVenue sendContact sendPoll sendChecklist sendDice sendMessageDraft
    sendChatAction setMessageReaction getUserProfilePhotos getUserProfileAudios
    setUserEmojiStatus getFile banChatMember unbanChatMember restrictChatMember
    promoteChatMember setChatAdministratorCustomTitle setChatMemberTag banChatSenderChat
    unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink
    editChatInviteLink createChatSubscriptionInviteLink editChatSubscriptionInviteLink
    revokeChatInviteLink approveChatJoinRequest declineChatJoinRequest
    answerChatJoinRequestQuery sendChatJoinRequestWebApp setChatPhoto deleteChatPhoto
    setChatTitle setChatDescription pinChatMessage unpinChatMessage unpinAllChatMessages
    leaveChat getChat getChatAdministrators getChatMemberCount getChatMember
    getUserPersonalChatMessages setChatStickerSet deleteChatStickerSet getForumTopicIconStickers
    createForumTopic editForumTopic closeForumTopic reopenForumTopic deleteForumTopic
    unpinAllForumTopicMessages editGeneralForumTopic closeGeneralForumTopic
    reopenGeneralForumTopic hideGeneralForumTopic unhideGeneralForumTopic
    unpinAllGeneralForumTopicMessages answerCallbackQuery answerGuestQuery getUserChatBoosts
    getBusinessConnection getManagedBotToken replaceManagedBotToken getManagedBotAccessSettings
    setManagedBotAccessSettings setMyCommands deleteMyCommands getMyCommands setMyName getMyName
    setMyDescription getMyDescription setMyShortDescription getMyShortDescription
    setMyProfilePhoto removeMyProfilePhoto setChatMenuButton getChatMenuButton
    setMyDefaultAdministratorRights getMyDefaultAdministratorRights getAvailableGifts sendGift
    giftPremiumSubscription verifyUser verifyChat removeUserVerification removeChatVerification
    readBusinessMessage deleteBusinessMessages setBusinessAccountName setBusinessAccountUsername
    setBusinessAccountBio setBusinessAccountProfilePhoto removeBusinessAccountProfilePhoto
    setBusinessAccountGiftSettings getBusinessAccountStarBalance transferBusinessAccountStars
    getBusinessAccountGifts getUserGifts getChatGifts convertGiftToStars upgradeGift
    transferGift postStory repostStory editStory deleteStory answerWebAppQuery
    savePreparedInlineMessage savePreparedKeyboardButton editMessageText editMessageCaption
    editMessageMedia editMessageLiveLocation stopMessageLiveLocation editMessageChecklist
    editMessageReplyMarkup stopPoll editEphemeralMessageText editEphemeralMessageMedia
    editEphemeralMessageCaption editEphemeralMessageReplyMarkup approveSuggestedPost
    declineSuggestedPost deleteMessage deleteMessages deleteEphemeralMessage
    deleteMessageReaction deleteAllMessageReactions sendSticker getStickerSet
    getCustomEmojiStickers uploadStickerFile createNewStickerSet addStickerToSet
    setStickerPositionInSet deleteStickerFromSet replaceStickerInSet setStickerEmojiList
    setStickerKeywords setStickerMaskPosition setStickerSetTitle setStickerSetThumbnail
    setCustomEmojiStickerSetThumbnail deleteStickerSet sendRichMessage sendRichMessageDraft
    answerInlineQuery sendInvoice createInvoiceLink answerShippingQuery answerPreCheckoutQuery
    getMyStarBalance getStarTransactions refundStarPayment editUserStarSubscription
    setPassportDataErrors sendGame setGameScore getGameHighScores
"""
ALL = _ALL.split()

PLAYED = frozenset(method.name for method in METHODS)


def test_nothing_is_played_that_telegram_does_not_have() -> None:
    assert frozenset(ALL) >= PLAYED
    assert len(ALL) == len(set(ALL)) == 185


@pytest.mark.parametrize("name", ALL)
async def test_a_method_is_played_or_says_that_it_is_not(bot: BotClient, name: str) -> None:
    answer = await bot.ask(name)
    assert answer.status == answer.body.get("error_code", 200)
    if name in PLAYED:
        assert answer.status in (200, 400)
        assert "does not play" not in answer.body.get("description", "")
    else:
        description = f"Not Implemented: the sandbox does not play {name}"
        assert answer.body == {"ok": False, "error_code": 501, "description": description}


@pytest.mark.parametrize("name", ["fetchUpdates", "sendMessages", "get", "SEND", "sendTelegram"])
async def test_anything_else_is_not_found(bot: BotClient, name: str) -> None:
    assert await bot.refused(name) == "404 Not Found: method not found"


@pytest.mark.parametrize(
    "parameter",
    [
        "business_connection_id",
        "direct_messages_topic_id",
        "ephemeral_message_parameters",
        "suggested_post_parameters",
    ],
)
async def test_what_would_lead_a_message_elsewhere_is_refused(
    bot: BotClient, alice: User, parameter: str
) -> None:
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="x", **{parameter: "1"})
    assert refusal == f"501 Not Implemented: the sandbox does not play {parameter}"
